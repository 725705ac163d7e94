# Values that test/reference.test.ts compares with. Run: Rscript test/reference/statistics.R > test/reference/statistics.json
# (Debian: apt-get install r-base-core). Nothing here shares code with the package.
num <- function(x) paste0("[", paste(format(x, digits = 15, trim = TRUE), collapse = ", "), "]")
x <- c(0.031, -0.012, 0.044, 0.018, 0.027, -0.003, 0.052, 0.009, 0.015, 0.238, 0.021, -0.044, 0.033, 0.012, 0.029, 0.006, 0.047, 0.019, -0.008, 0.025)
n <- length(x); s <- sort(x); g <- floor(0.2 * n); h <- n - 2 * g
w <- pmin(pmax(x, s[g + 1]), s[n - g]); se <- sd(w) / (0.6 * sqrt(n))
yuen <- mean(x, trim = 0.2) + c(0, -1, 1) * qt(0.975, h - 1) * se
ps <- c(0.01, 0.04, 0.03, 0.005, 0.5)
lanes <- c(2, 3, 4, 6, 8, 12, 16); speed <- c(1.9, 2.71, 3.4, 4.6, 5.4, 6.2, 6.1)
y <- lanes / speed - 1
one <- lm(y ~ 0 + I(lanes - 1)); two <- lm(y ~ 0 + I(lanes - 1) + I(lanes * (lanes - 1)))
cat("{\n")
cat(' "values": ', num(x), ",\n", sep = "")
cat(' "median": ', median(x), ",\n", sep = "")
r <- qbinom(0.025, n, 0.5)
cat(' "signInterval": ', num(c(s[r], s[n + 1 - r])), ",\n", sep = "")
cat(' "signCoverage": ', format(1 - 2 * pbinom(r - 1, n, 0.5), digits = 15), ",\n", sep = "")
cat(' "signP": ', format(binom.test(sum(x > 0), n)$p.value, digits = 15), ",\n", sep = "")
cat(' "yuen": ', num(yuen), ",\n", sep = "")
cat(' "holm": {"p": ', num(ps), ', "adjusted": ', num(p.adjust(ps, "holm")), "},\n", sep = "")
cat(' "pt": ', num(pt(c(-2.5, 0.3, 1.7, 4.1), c(1, 5, 11, 30))), ",\n", sep = "")
cat(' "qt": ', num(qt(c(0.975, 0.99166666666666667, 0.6), c(11, 7, 2))), ",\n", sep = "")
cat(' "scaling": {"lanes": ', num(lanes), ', "speedUp": ', num(speed), ",\n", sep = "")
cat('  "amdahl": ', num(c(coef(one), confint(one))), ",\n", sep = "")
cat('  "sigma": ', num(c(coef(two)[1], confint(two)[1, ])), ",\n", sep = "")
cat('  "kappa": ', num(c(coef(two)[2], confint(two)[2, ])), "}\n", sep = "")
cat("}\n")
