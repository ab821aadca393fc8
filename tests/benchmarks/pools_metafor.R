# metafor's numbers for the pools of pools_metafor.py: Rscript pools_metafor.R ROWS.tsv NUMBERS.tsv
# Numbers go in and out as hexadecimal floats, so that nothing is rounded on the way.
suppressMessages({ library(metafor); library(clubSandwich) })
args <- commandArgs(TRUE)
given <- read.delim(args[1], colClasses = "character", quote = "")
out <- file(args[2], "w")
number <- function(x) suppressWarnings(as.numeric(x))
put <- function(pool, way, field, value) {
  value <- as.numeric(value)
  place <- if (length(value) > 1) paste0(field, ".", seq_along(value) - 1) else field
  cat(sprintf("%s\t%s\t%s\t%s\n", pool, way, place, sprintf("%a", value)), file = out, sep = "")
}
try_put <- function(pool, way, made) {
  setTimeLimit(elapsed = 5, transient = TRUE) # metafor may go round and round for ever
  found <- tryCatch(suppressWarnings(made()), error = function(e) e)
  setTimeLimit(elapsed = Inf)
  if (inherits(found, "error")) {
    words <- gsub("[\t\r\n]+", " ", conditionMessage(found))
    cat(sprintf("%s\t%s\terror\t%s\n", pool, way, words), file = out, sep = "")
  } else for (field in names(found)) put(pool, way, field, found[[field]])
}
of <- function(fit, at = 1) {
  tau2 <- if (is.null(fit$tau2)) 0 else fit$tau2
  list(estimate = fit$beta[at], ci_low = fit$ci.lb[at], ci_high = fit$ci.ub[at], tau2 = tau2, statistic = fit$zval[at], p = fit$pval[at])
}
robust <- function(fit, cluster, level, at = 1) {
  found <- coef_test(fit, vcov = "CR2", cluster = cluster, test = "Satterthwaite")[at, ]
  df <- if (is.null(found$df_Satt)) found$df else found$df_Satt
  p <- if (is.null(found$p_Satt)) found$p_val else found$p_Satt
  reach <- qt(0.5 + level / 2, df) * found$SE
  list(estimate = found$beta, ci_low = found$beta - reach, ci_high = found$beta + reach,
       tau2 = sum(fit$sigma2), statistic = found$beta / found$SE, p = p)
}
nested <- function(pool, every, level) {
  d <- data.frame(y = number(every$y), v = number(every$se)^2, study = every$study, row = every$row)
  control <- list(optimizer = "nlminb", rel.tol = 1e-14, x.tol = 1e-12)
  fit <- function(rho, ...) { V <- vcalc(d$v, cluster = d$study, obs = d$row, rho = rho)
    rma.mv(d$y, V, random = ~ 1 | study/row, data = d, level = 100 * level, control = control, sparse = FALSE, ...) }
  try_put(pool, "every time point, three levels, CR2", function() { one <- fit(0); c(robust(one, d$study, level), list(loglik = one$fit.stats["ll", "REML"])) })
  for (rho in c(0.2, 0.5, 0.8)) try_put(pool, sprintf("every time point, sampling errors correlated by %g, CR2", rho), function() {
    one <- fit(rho); c(robust(one, d$study, level), list(loglik = one$fit.stats["ll", "REML"])) })
  try_put(pool, "Egger, every time point, three levels, CR2", function() robust(fit(0.5, mods = cbind(sqrt(d$v))), d$study, level, 2)[c("statistic", "p")])
  try_put(pool, "Egger, every time point, sandwich, CR2", function() robust(rma(d$y, d$v, mods = cbind(sqrt(d$v)), method = "EE"), d$study, level, 2)[c("statistic", "p")])
}
tests <- c(z = "normal", knha = "Knapp and Hartung", adhoc = "Knapp and Hartung, never narrower")
for (rows in split(given, factor(given$pool, unique(given$pool)))) {
  every <- rows; rows <- rows[rows$again == "", ]
  pool <- rows$pool[1]; y <- number(rows$y); v <- number(rows$se)^2; k <- length(y)
  method <- rows$method[1]; test <- rows$test[1]; level <- 100 * number(rows$level[1])
  scale <- var(y) + median(v)
  sharp <- list(threshold = max(1e-15, 1e-12 * scale), maxiter = 300, tol = 1e-30, tau2.max = max(100, 100 * var(y) * k))
  coarse <- modifyList(sharp, list(threshold = 1e-5 * scale, stepadj = 0.5))
  # asked sharply first; where that does not settle, as metafor would by itself, with half steps
  model <- function(method, test = "z", mods = NULL, at = seq_along(y)) {
    ask <- function(control) if (is.null(mods)) rma(y[at], v[at], method = method, test = test, level = level, control = control) else
      rma(y[at], v[at], mods = mods[at, , drop = FALSE], method = method, test = test, level = level, control = control)
    tryCatch(suppressWarnings(ask(sharp)), error = function(e) if (grepl("time limit", conditionMessage(e))) stop(e) else ask(coarse))
  }
  deep <- rows$deep[1] == "yes" && diff(range(log10(v))) < 12 && max(abs(y)) < 1e12
  fit <- NULL
  try_put(pool, "fit", function() { fit <<- model(method, test); list(k = fit$k) })
  for (one in strsplit(rows$methods[1], " ")[[1]]) {
    words <- if (one == "EE") "common effect" else paste("random effects,", one)
    try_put(pool, paste0(words, ", ", tests[[test]]), function() {
      again <- if (one == method) fit else model(one, test)
      c(of(again), list(loglik = again$fit.stats[1, if (one == "REML") "REML" else "ML"]))
    })
  }
  if (!is.null(fit)) {
    try_put(pool, "pool", function() {
      about <- predict(fit)
      list(estimate = fit$beta[1], ci_low = fit$ci.lb, ci_high = fit$ci.ub, tau2 = fit$tau2, i2 = fit$I2 / 100, se = fit$se,
           p = fit$pval, q = fit$QE, q_p = fit$QEp, h2 = fit$H2,
           pi_low = about$pi.lb, pi_high = about$pi.ub, weight = weights(fit) / 100)
    })
    if (method != "EE") try_put(pool, "bounds of tau2", function() {
      bounds <- confint(fit, control = list(tol = 1e-30, tau2.max = 1e6 * scale))$random
      list(tau2_low = bounds["tau^2", "ci.lb"], tau2_high = bounds["tau^2", "ci.ub"])
    })
    if (deep && k > 2 && k < 13) {
      try_put(pool, "without one", function() { one <- leave1out(fit); list(without_estimate = one$estimate, without_tau2 = if (is.null(one$tau2)) rep(0, k) else one$tau2) })
      try_put(pool, "influence", function() { one <- influence(fit)$inf; list(rstudent = one$rstudent, cooks = one$cook.d, dffits = one$dffits, hat = one$hat) })
    }
    if (deep && k > 2 && length(unique(v)) > 1) {
      for (side in c("L0", "R0")) try_put(pool, paste("trim and fill,", side), function() { one <- trimfill(fit, estimator = side, control = sharp, test = test, level = level); c(of(one), list(k0 = one$k0)) })
    }
  }
  if (deep && k > 2 && length(unique(v)) > 1) {
    slope <- cbind(sqrt(v))
    try_put(pool, "Egger, regression", function() { one <- regtest(y, v, model = "lm"); list(statistic = one$zval, p = one$pval) })
    try_put(pool, "Egger, mixed effects", function() { one <- model("REML", "z", slope); list(statistic = one$zval[2], p = one$pval[2]) })
    try_put(pool, "rank correlation", function() { one <- ranktest(y, v); list(statistic = one$tau, p = one$pval) })
    try_put(pool, "PET", function() of(model("EE", "z", slope)))
    try_put(pool, "PEESE", function() of(model("EE", "z", cbind(v))))
  }
  if (rows$events_1[1] != "") {
    a <- number(rows$events_1); n <- number(rows$n_1); c0 <- number(rows$events_2); m <- number(rows$n_2)
    measure <- c(log_odds_ratio = "OR", log_risk_ratio = "RR", risk_difference = "RD")[[rows$kind[1]]]
    try_put(pool, "counts", function() { e <- escalc(measure, ai = a, n1i = n, ci = c0, n2i = m); list(y = e$yi, se = sqrt(e$vi)) })
    try_put(pool, "Mantel and Haenszel, common effect", function() of(rma.mh(ai = a, n1i = n, ci = c0, n2i = m, measure = measure, level = level, correct = FALSE)))
    if (measure == "OR") try_put(pool, "Peto, common effect", function() of(rma.peto(ai = a, n1i = n, ci = c0, n2i = m, level = level)))
  }
  form <- rows$form; coded <- form != ""
  if (deep && all(coded)) {
    fits <- list()
    for (code in sort(unique(form))) if (sum(form == code) > 1) try_put(pool, paste("form =", code), function() { one <- model(method, test, at = which(form == code)); fits[[code]] <<- one; of(one) })
    if (length(fits) > 1) try_put(pool, "form: difference", function() {
      one <- rma(sapply(fits, function(f) f$beta[1]), sapply(fits, function(f) f$se)^2, method = "EE"); list(statistic = one$QE, p = one$QEp) })
    if (k >= 10 && length(unique(form)) > 1) {
      counts <- table(form); order <- names(counts)[order(-counts, names(counts))]
      dummies <- sapply(order[-1], function(code) as.numeric(form == code))
      try_put(pool, "form: all codes at once", function() { one <- model(method, test, matrix(dummies, nrow = k)); list(statistic = one$QM, p = one$QMp, tau2 = one$tau2) })
    }
  }
  months <- number(rows$months)
  if (deep && k >= 10 && !anyNA(months) && length(unique(months)) > 1)
    try_put(pool, "slope on months of follow-up", function() of(model(method, test, cbind(months - mean(months))), 2))
  if (nrow(every) > nrow(rows)) nested(pool, every, number(rows$level[1]))
}
close(out)
