# Reference numbers: metafor 3.8.1, R 4.2. Run: Rscript escalc.R > escalc.json
suppressMessages(library(metafor))
out <- c()
add <- function(measure, args, ...) {
  e <- do.call(escalc, c(list(measure = measure), list(...)))
  out <<- c(out, sprintf('  {"measure": "%s", "args": [%s], "yi": %.17g, "vi": %.17g}', measure,
                         paste(args, collapse = ", "), as.numeric(e$yi), as.numeric(e$vi)))
}
for (x in list(c(4, 123, 11, 139), c(5, 100, 10, 100), c(0, 20, 3, 25), c(7, 7, 2, 9)))
  for (m in c("OR", "RR", "RD", "PHI", "YUQ", "YUY"))
    add(m, x, ai = x[1], n1i = x[2], ci = x[3], n2i = x[4])
for (x in list(c(103, 5.5, 50, 100, 4.5, 50), c(10.2, 2, 4, 12.5, 3, 5)))
  for (m in c("MD", "SMD", "ROM"))
    add(m, x, m1i = x[1], sd1i = x[2], n1i = x[3], m2i = x[4], sd2i = x[5], n2i = x[6])
for (x in list(c(103, 5.5, 100, 4.5, 50, 0.7), c(3, 2, 5, 1.5, 6, 0.2)))
  for (m in c("MC", "SMCC"))
    add(m, x, m1i = x[1], sd1i = x[2], m2i = x[3], sd2i = x[4], ni = x[5], ri = x[6])
for (x in list(c(0.5, 100), c(-0.31, 12)))
  for (m in c("COR", "ZCOR")) add(m, x, ri = x[1], ni = x[2])
for (x in list(c(12, 340.5, 20, 310), c(0, 50, 4, 62)))
  for (m in c("IRR", "IRD")) add(m, x, x1i = x[1], t1i = x[2], x2i = x[3], t2i = x[4])
for (x in list(c(13, 40), c(0, 25), c(9, 9)))
  for (m in c("PR", "PLO", "PFT")) add(m, x, xi = x[1], ni = x[2])
cat("[\n", paste(out, collapse = ",\n"), "\n]\n", sep = "")
