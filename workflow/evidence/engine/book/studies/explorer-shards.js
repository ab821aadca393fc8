// The list of very many works: what is asked for is loaded when it is asked for, as scripts, because a page from file:// may run one
// and may not fetch (brief/studies/shards.py writes them). Words are looked up in the order of their letters, other filters in columns.
(() => {
  "use strict";
  const FOLDER = "studies/list/";
  const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const PLACES = new Uint8Array(128);
  Array.from(SIGNS).forEach((sign, n) => { PLACES[sign.charCodeAt(0)] = n; });

  const loaded = new Map();
  const waiting = new Map();
  const arrived = (name, value) => {
    loaded.set(name, value);
    for (const then of waiting.get(name) ?? []) then();
    waiting.delete(name);
  };
  window.evidenceRows = (number, rows) => arrived(`rows-${number}`, rows);
  window.evidenceWords = (number, words) => arrived(`words-${number}`, words);
  window.evidenceColumn = (name, values, width, text) => {
    const numbers = new Uint32Array(text.length / width);
    for (let n = 0, at = 0; n < numbers.length; n += 1) {
      let number = 0;
      for (let sign = 0; sign < width; sign += 1, at += 1) number = number * 64 + PLACES[text.charCodeAt(at)];
      numbers[n] = number;
    }
    arrived(`column-${name}`, { values, numbers });
  };

  // Calls `then` when all of them are here: at once where they are.
  const load = (names, then) => {
    const missing = [...new Set(names)].filter((name) => !loaded.has(name));
    if (!missing.length) return then();
    let left = missing.length;
    const one = () => {
      left -= 1;
      if (!left) then();
    };
    for (const name of missing) {
      if (waiting.has(name)) waiting.get(name).push(one);
      else {
        waiting.set(name, [one]);
        const script = document.createElement("script");
        script.src = `${FOLDER}${name}.js`;
        script.addEventListener("error", () => waiting.delete(name));
        document.head.append(script);
      }
    }
  };

  // The last place whose word is not behind `word`; -1 where all are.
  const before = (count, wordAt, word) => {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (wordAt(middle) <= word) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  window.evidenceList = (data, { fold, collator }) => {
    const total = data.total;

    // What is asked for again and again is answered in the same memory: new memory for every answer has to be collected, in the midst of one.
    const marks = [];
    let given = 0;
    const unmarked = () => (marks[given++] ??= new Uint8Array(total)).fill(0);
    const chosen = new Uint32Array(total);

    // A word of one letter is meant whole; of a longer one the beginning is enough.
    const isPart = (word) => Array.from(word).length > 1;
    const scripts = (word) => {
      const at = (n) => data.words[n];
      const first = Math.max(0, before(data.words.length, at, word));
      const last = isPart(word) ? Math.max(first, before(data.words.length, at, `${word}\uffff`)) : first;
      return data.words.length ? Array.from({ length: last - first + 1 }, (_, n) => `words-${first + n}`) : [];
    };
    const having = (word, whole = !isPart(word)) => {
      const hit = unmarked();
      for (const name of scripts(word)) {
        const words = loaded.get(name);
        let n = before(words.length, (at) => words[at][0], word);
        if (n < 0 || words[n][0] !== word) n += 1;
        for (; n < words.length && (whole ? words[n][0] === word : words[n][0].startsWith(word)); n += 1) {
          const rows = words[n];
          for (let at = 1, row = 0; at < rows.length; at += 1) hit[(row += rows[at])] = 1;
        }
      }
      return hit;
    };
    const both = (a, b) => {
      for (let n = 0; n < total; n += 1) a[n] &= b[n];
      return a;
    };
    // "co-operation" is asked for in its parts, and "10.1000/x" as a name too.
    const parts = (word) => word.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const kept = (column, test) => {
      const { values, numbers } = loaded.get(`column-${column}`);
      const good = Uint8Array.from(values, (value) => (test(value) ? 1 : 0));
      const hit = unmarked();
      for (let n = 0; n < total; n += 1) hit[n] = good[numbers[n]];
      return hit;
    };
    const either = (a, b) => {
      for (let n = 0; n < total; n += 1) a[n] |= b[n];
      return a;
    };

    // The labels of codes are few: those that have the word say which columns are looked at.
    const says = (label, word) => parts(fold(label)).some((own) => (isPart(word) ? own.startsWith(word) : own === word));
    const labelled = (word) => data.facets.filter((f) => f.values.some((label) => says(label, word)));
    const found = (word) => labelled(word).reduce((hit, f) => {
      const labels = new Set(f.values.filter((label) => says(label, word)));
      return either(hit, kept(f.id, (codes) => codes.some(([label]) => labels.has(label))));
    }, having(word));
    const matching = (word) => {
      const own = parts(word);
      if (own.length === 1 && own[0] === word) return found(word);
      const hit = own.length ? own.map(found).reduce(both) : unmarked();
      return either(hit, having(word));
    };

    const tests = (state) => {
      const found = [];
      data.facets.forEach((f) => {
        if (state[f.id]) found.push([f.id, (codes) => codes.some(([label]) => label === state[f.id])]);
      });
      if (state.fate) found.push(["fate", (fate) => data.fates[fate] === state.fate]);
      if (state.claim === "any") found.push(["claim", (sides) => sides.length > 0]);
      else if (state.claim === "none") found.push(["claim", (sides) => !sides.length]);
      else if (state.claim) found.push(["claim", (sides) => sides.some(([claim]) => data.claims[claim] === state.claim)]);
      const from = Number(state.from) || null;
      const to = Number(state.to) || null;
      if (from) found.push(["year", (year) => year !== null && year >= from]);
      if (to) found.push(["year", (year) => year !== null && year <= to]);
      return found;
    };

    const keyOf = (column) => {
      if (column === "year") return (year) => year ?? "";
      if (column === "fate") return (fate) => data.fates[fate];
      if (column === "claim") return (sides) => sides.length || "";
      return (codes) => codes.map(([label]) => label).join("; ");
    };
    const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b));
    // All rows in an order, group by group of one value: a gap goes last in both directions. Made once.
    const orders = new Map();
    const order = (column, way) => {
      const name = `${column}.${way}`;
      if (orders.has(name)) return orders.get(name);
      const { values, numbers } = loaded.get(`column-${column}`);
      const found = new Uint32Array(total);
      if (values) {
        const keys = values.map(keyOf(column));
        const unlike = [...new Set(keys)].sort((a, b) =>
          (a === "") - (b === "") || (way === "down" ? -1 : 1) * compare(a, b));
        const place = new Map(unlike.map((key, n) => [key, n]));
        const group = Uint32Array.from(keys, (key) => place.get(key));
        const next = new Uint32Array(unlike.length + 1);
        for (let n = 0; n < total; n += 1) next[group[numbers[n]] + 1] += 1;
        for (let n = 1; n < next.length; n += 1) next[n] += next[n - 1];
        for (let n = 0; n < total; n += 1) found[next[group[numbers[n]]]++] = n;
      } else {
        for (let n = 0; n < total; n += 1) found[numbers[n]] = n;
        if (way === "down") found.reverse();
      }
      orders.set(name, found);
      return found;
    };
    // The rows that are kept, in their order.
    const ordered = (hit, column, way) => {
      const every = column ? order(column, way) : null;
      if (every && !hit) return every;
      let count = 0;
      for (let n = 0; n < total; n += 1) {
        const row = every ? every[n] : n;
        if (!hit || hit[row]) chosen[count++] = row;
      }
      return chosen.subarray(0, count);
    };

    let finds = 0;
    const sorts = new Set(["study", "year", ...data.facets.map((f) => f.id), "fate", "claim"]);
    return {
      asks: "Words, or their beginnings, in title, authors, journal or codes",
      total,
      years: data.years,
      find: (state, then) => {
        const words = fold(state.q ?? "").split(/\s+/).filter(Boolean);
        const filters = tests(state);
        const [asked, way] = (state.sort ?? "").split(".");
        const column = sorts.has(asked) ? asked : "";
        const work = state.work ? fold(state.work) : "";
        const names = [
          ...words.flatMap((word) => [word, ...parts(word)].flatMap(scripts)),
          ...words.flatMap((word) => parts(word).flatMap(labelled)).map((f) => `column-${f.id}`),
          ...(work ? scripts(work) : []),
          ...[...filters.map(([name]) => name), column].filter(Boolean).map((name) => `column-${name}`),
        ];
        const turn = (finds += 1);
        load(names, () => {
          if (turn !== finds) return;  // of an older question: its answer would stand where the newer one does
          given = 0;
          const hits = [
            ...words.map(matching), ...(work ? [having(work, true)] : []), ...filters.map(([name, test]) => kept(name, test)),
          ];
          then(ordered(hits.length ? hits.reduce(both) : null, column, way));
        });
      },
      rows: (found, then) => {
        const numbers = Array.from(found);
        const script = (n) => `rows-${Math.floor(n / data.rows)}`;
        load(numbers.map(script), () => then(numbers.map((n) => {
          const [page, cite, title, authors, year, codes, fate, sides] = loaded.get(script(n))[n % data.rows];
          return { page, cite, title, authors, year, codes, fate, sides };
        })));
      },
    };
  };
})();
