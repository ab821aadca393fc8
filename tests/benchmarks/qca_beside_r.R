# Solutions of the R package QCA for the comparisons of qca_beside_r.py: Rscript qca_beside_r.R RUNS.json SOLUTIONS.json [LIBRARY]
args <- commandArgs(TRUE)
if (length(args) > 2) .libPaths(c(args[3], .libPaths()))
suppressMessages({ library(QCA); library(jsonlite) })
terms <- function(fit) { x <- as.matrix(fit[, intersect(c("inclS", "PRI", "covS", "covU"), colnames(fit)), drop = FALSE])
  lapply(seq_len(nrow(x)), function(i) as.list(x[i, ])) }
fits <- function(ic, n) {
  one <- if (is.null(ic$individual)) list(list(incl.cov = ic$incl.cov, sol.incl.cov = ic$sol.incl.cov)) else ic$individual
  lapply(one, function(x) list(names = rownames(x$incl.cov), terms = terms(x$incl.cov), whole = as.list(x$sol.incl.cov)))
}
solve <- function(made) tryCatch(made(), error = function(e) list(error = gsub("\\s+", " ", conditionMessage(e))))
runs <- fromJSON(args[1], simplifyVector = FALSE)
found <- lapply(seq_along(runs), function(number) {
  run <- runs[[number]]; cat(number, "", file = stderr())
  data <- as.data.frame(do.call(rbind, lapply(run$values, unlist)))
  names(data) <- unlist(run$conditions); data$OUT <- unlist(run$outcomes)
  tt <- solve(function() truthTable(data, outcome = "OUT", incl.cut = run$consistency, n.cut = run$frequency, pri.cut = run$pri, complete = TRUE))
  if (!is.null(tt$error)) return(list(error = tt$error))
  standard <- function(include) solve(function() { m <- minimize(tt, include = include, details = TRUE); list(models = m$solution, fits = fits(m$IC, length(m$solution))) })
  between <- solve(function() {
    m <- minimize(tt, include = "?", dir.exp = unlist(run$expected), details = TRUE)
    list(sets = lapply(m$i.sol, function(one) list(models = one$solution, fits = fits(one$IC, length(one$solution)))))
  })
  list(complex = standard(""), parsimonious = standard("?"), intermediate = between,
       out = as.list(as.character(tt$tt$OUT)), incl = as.list(as.character(tt$tt$incl)), n = as.list(as.character(tt$tt$n)))
})
write(toJSON(found, auto_unbox = TRUE, digits = NA, null = "null"), args[2])
