package org.ntkasymptotics.data;

/** The rules that several specs share, each with a message that says the rule and the value met. */
final class Checks {
  private Checks() {}

  static int atLeast(String name, int minimum, int value) {
    if (value < minimum) {
      throw new IllegalArgumentException(name + " must be at least " + minimum + ", is " + value);
    }
    return value;
  }

  static double positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be positive and finite, is " + value);
    }
    return value;
  }

  static double notNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be finite and >= 0, is " + value);
    }
    return value;
  }

  /** M of a data set. */
  static int samples(int samples) {
    return atLeast("samples (M)", 2, samples);
  }
}
