package org.ntkasymptotics.spectrum;

/** Checks that several records of this room share. */
final class Checks {
  private Checks() {}

  static void notEmpty(String what, int length) {
    if (length == 0) {
      throw new IllegalArgumentException(what + " needs at least one value, got none");
    }
  }

  static void finite(String what, double[] values) {
    for (int n = 0; n < values.length; n++) {
      if (!Double.isFinite(values[n])) {
        throw new IllegalArgumentException(
            what
                + " "
                + n
                + " is "
                + values[n]
                + ": all must be finite; look for its cause upstream");
      }
    }
  }

  static void sameLength(String what, int length, String other, int otherLength) {
    if (length != otherLength) {
      throw new IllegalArgumentException(
          what + " and " + other + " must be as many, got " + length + " and " + otherLength);
    }
  }

  /** Times of a curve: finite, not negative, strictly ascending. */
  static void times(double[] times) {
    finite("time", times);
    for (int k = 0; k < times.length; k++) {
      if (times[k] < 0 || (k > 0 && !(times[k] > times[k - 1]))) {
        throw new IllegalArgumentException(
            "times must be >= 0 and ascend strictly: number "
                + k
                + " is "
                + times[k]
                + (k > 0 ? " after " + times[k - 1] : ""));
      }
    }
  }
}
