package org.ntkasymptotics.theory;

/**
 * The curve (ζ, f, S) on which {@link FiniteSampleCorrection} lies, by its parameter x = log
 * (θ/(π−θ)), which resolves both edges. Formula and source: there.
 *
 * @param nu ν &gt; 1
 * @param xi ξ in (0, 2)
 * @param logC log c, c = πa/sin πa, a = 1/ν
 */
record MarchenkoPasturCurve(double nu, double xi, double logC) {

  MarchenkoPasturCurve(double nu, double xi) {
    this(nu, xi, Math.log(Math.PI / nu / Math.sin(Math.PI / nu)));
  }

  /** ζ at the lower edge. */
  double smallestZeta() {
    return Math.exp(nu * (logC + Math.log1p(-1 / nu))) / (nu - 1);
  }

  /** The x of f in (0, 1), by bisection. */
  double xOfShare(double f) {
    double low = -18;
    double high = 40;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (at(middle).share() > f) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The point at x. */
  Point at(double x) {
    double e = Math.exp(-Math.abs(x));
    double small = Math.PI * e / (1 + e);
    double theta = x < 0 ? small : Math.PI - small;
    double epsilon = x < 0 ? Math.PI - small : small;
    return new Point(theta, epsilon);
  }

  /** One point; {@code epsilon} = π − θ. */
  final class Point {
    private final double a = 1 / nu;
    private final double theta;
    private final double epsilon;
    private final double sine;
    private final double sineA;
    private final double sineB;

    private Point(double theta, double epsilon) {
      this.theta = theta;
      this.epsilon = epsilon;
      sine = Math.sin(Math.min(theta, epsilon));
      sineA = Math.sin(a * theta);
      sineB = Math.sin((1 - a) * theta);
    }

    private double logRho() {
      return nu * (Math.log(sine / sineB) - logC);
    }

    /** log ζ. */
    double logZeta() {
      return Math.log(sineA / sineB) - logRho();
    }

    /** f. */
    double share() {
      return epsilon / Math.PI + (nu - 1) / Math.PI * sine * sineA / sineB;
    }

    /** S. */
    double energy() {
      if (xi == 1) {
        return (Math.exp(logZeta()) * theta - a * sine / Math.exp(logRho()) / (1 - a)) / Math.PI;
      }
      double last =
          Math.abs(a - xi) < 1e-14 ? theta / sineB : Math.sin((a - xi) * theta) / (a - xi) / sineB;
      return Math.exp(-xi * logRho())
          / Math.sin(Math.PI * xi)
          * (Math.sin(xi * theta) - xi * (1 - a) * sine * last);
    }

    /** dS/dx = dS/dζ · dζ/dθ · dθ/dx, with dθ/dx = θ (π−θ)/π. */
    double energyDensity() {
      double perZeta =
          xi == 1
              ? theta / Math.PI
              : xi
                  / Math.sin(Math.PI * xi)
                  * Math.exp((1 - xi) * logRho())
                  * Math.sin((1 - xi) * theta);
      double cotB = Math.cos((1 - a) * theta) / sineB;
      double slopeLogZeta =
          a * Math.cos(a * theta) / sineA
              - (1 - a) * cotB
              - nu * (Math.cos(theta) / sine - (1 - a) * cotB);
      return perZeta * Math.exp(logZeta()) * slopeLogZeta * theta * epsilon / Math.PI;
    }
  }
}
