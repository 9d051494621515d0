package org.ntkasymptotics.fit;

/**
 * Generalised least squares of residuals on a mean and, optionally, a slope, for one correlation ρ
 * of neighbouring residuals: what {@link CorrelatedResiduals} mixes.
 *
 * @param logWeight logarithm of the restricted likelihood of ρ, up to a constant
 * @param centre of a·mean + b·slope, relative to the ordinary least-squares value
 * @param scale of its Student distribution
 */
record LineGivenCorrelation(double logWeight, double centre, double scale) {

  /**
   * Whitens r_j and the design by (r_j − ρ_j r_{j−1})/√(1 − ρ_j²), ρ_j = ρ^gap_j, and solves.
   *
   * @param residuals length J
   * @param column centred ln x, length J; null without a slope
   * @param gaps distance to the bin before, in bins, length J
   */
  static LineGivenCorrelation of(
      double[] residuals, double[] column, double[] gaps, double rho, double a, double b) {
    Sums sums = new Sums();
    for (int j = 0; j < residuals.length; j++) {
      double link = j == 0 || rho == 0 ? 0 : Math.pow(rho, gaps[j]);
      double spread = Math.sqrt(1 - link * link);
      int before = Math.max(0, j - 1);
      sums.add(
          (1 - link) / spread,
          column == null ? 0 : (column[j] - link * column[before]) / spread,
          (residuals[j] - link * residuals[before]) / spread);
      sums.logDeterminant += 2 * Math.log(spread);
    }
    return column == null ? sums.level(residuals.length, a) : sums.line(residuals.length, a, b);
  }

  /** Sums of products of the whitened constant, column and residual. */
  private static final class Sums {
    private double oneOne;
    private double oneColumn;
    private double columnColumn;
    private double oneResidual;
    private double columnResidual;
    private double residualResidual;
    private double logDeterminant;

    void add(double one, double column, double residual) {
      oneOne += one * one;
      oneColumn += one * column;
      columnColumn += column * column;
      oneResidual += one * residual;
      columnResidual += column * residual;
      residualResidual += residual * residual;
    }

    LineGivenCorrelation level(int points, double a) {
      double mean = oneResidual / oneOne;
      double rss = Math.max(residualResidual - oneResidual * mean, Double.MIN_NORMAL);
      return new LineGivenCorrelation(
          logWeight(oneOne, rss, points - 1),
          a * mean,
          Math.abs(a) * Math.sqrt(rss / (points - 1) / oneOne));
    }

    LineGivenCorrelation line(int points, double a, double b) {
      double determinant = oneOne * columnColumn - oneColumn * oneColumn;
      double mean = (columnColumn * oneResidual - oneColumn * columnResidual) / determinant;
      double slope = (oneOne * columnResidual - oneColumn * oneResidual) / determinant;
      double rss =
          Math.max(
              residualResidual - mean * oneResidual - slope * columnResidual, Double.MIN_NORMAL);
      double form = (a * a * columnColumn - 2 * a * b * oneColumn + b * b * oneOne) / determinant;
      return new LineGivenCorrelation(
          logWeight(determinant, rss, points - 2),
          a * mean + b * slope,
          Math.sqrt(rss / (points - 2) * form));
    }

    private double logWeight(double designDeterminant, double rss, int freedom) {
      return -0.5 * (logDeterminant + Math.log(designDeterminant) + freedom * Math.log(rss));
    }
  }
}
