package org.ntkasymptotics.fit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Numbers y at places x: what is fitted. Values may be zero or negative (a computation at its
 * round-off floor gives such); a fit never uses them.
 *
 * @param x positive, strictly ascending, length n
 * @param y finite, length n
 */
public record Series(double[] x, double[] y) {

  /**
   * Checks both columns.
   *
   * @throws FitException if a rule above is broken; names the first entry that does
   */
  public Series {
    if (x.length != y.length || x.length == 0) {
      throw new FitException(
          "a series needs as many x as y, at least one: got " + x.length + " and " + y.length);
    }
    for (int i = 0; i < x.length; i++) {
      if (!(x[i] > 0) || !Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
        throw new FitException(
            String.format(
                Locale.ROOT,
                "entry %d is (x, y) = (%s, %s): x must be positive and both finite; remove it",
                i,
                x[i],
                y[i]));
      }
      if (i > 0 && !(x[i] > x[i - 1])) {
        throw new FitException(
            String.format(
                Locale.ROOT,
                "x must ascend strictly: x[%d] = %s follows %s; sort the series, merge equal x",
                i,
                x[i],
                x[i - 1]));
      }
    }
  }

  /** λₙ (length M, index n from 0) against n + ½, which is what Λ (n + ½)^−ν is compared with. */
  public static Series ofEigenvalues(double[] values) {
    return new Series(
        IntStream.range(0, values.length).mapToDouble(n -> n + 0.5).toArray(), values);
  }

  /** sₙ = Σ_{k ≥ n} c_k² (length M, index n from 0) against n, from n = 1 on. */
  public static Series ofPartialSums(double[] sums) {
    return new Series(
        IntStream.range(1, sums.length).asDoubleStream().toArray(),
        Arrays.copyOfRange(sums, 1, Math.max(1, sums.length)));
  }

  /**
   * A curve such as L(t), t ascending; the places t ≤ 0 of a logarithmic axis' far end are left
   * out.
   */
  public static Series ofCurve(double[] t, double[] values) {
    int first = 0;
    while (first < t.length && t[first] <= 0) {
      first++;
    }
    return new Series(
        Arrays.copyOfRange(t, first, t.length), Arrays.copyOfRange(values, first, values.length));
  }

  /** The same pairs in ascending order of x; two equal x are still refused. */
  public static Series sorted(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new FitException("a series needs as many x as y: got " + x.length + " and " + y.length);
    }
    int[] order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Series(
        Arrays.stream(order).mapToDouble(i -> x[i]).toArray(),
        Arrays.stream(order).mapToDouble(i -> y[i]).toArray());
  }

  /** n. */
  public int size() {
    return x.length;
  }

  /** From the first x to the last. */
  public FitWindow span() {
    return new FitWindow(x[0], x[x.length - 1]);
  }

  /** y divided by a function of x, for example by the finite-sample correction F((n + ½)/M). */
  public Series dividedBy(DoubleUnaryOperator divisor) {
    double[] divided = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      divided[i] = y[i] / divisor.applyAsDouble(x[i]);
    }
    return new Series(x, divided);
  }

  /** y divided by numbers at the same places, length n. */
  public Series dividedBy(double[] divisors) {
    if (divisors.length != y.length) {
      throw new FitException(
          "a series of " + y.length + " cannot be divided by " + divisors.length + " numbers");
    }
    return dividedBy(new Series(x, divisors));
  }

  /**
   * y divided by another series at the same places, for example by a prediction; the other may have
   * more places.
   *
   * @throws FitException if it lacks one
   */
  public Series dividedBy(Series divisor) {
    double[] divided = new double[y.length];
    int j = 0;
    for (int i = 0; i < y.length; i++) {
      while (j < divisor.size() && divisor.x[j] < x[i]) {
        j++;
      }
      if (j == divisor.size() || divisor.x[j] != x[i]) {
        throw new FitException(
            "the divisor has no value at x = " + x[i] + "; compute it at the places of the series");
      }
      divided[i] = y[i] / divisor.y[j];
    }
    return new Series(x, divided);
  }

  /**
   * The part before the first value that is not above the floor: once a falling series has reached
   * its floor, single later values above it are noise.
   *
   * @throws FitException if the first value is not above the floor
   */
  public Series above(double floor) {
    int end = 0;
    while (end < y.length && y[end] > floor) {
      end++;
    }
    if (end == 0) {
      throw new FitException(
          String.format(
              Locale.ROOT,
              "the first value %s, at x = %s, is not above the floor %s: nothing to fit",
              y[0],
              x[0],
              floor));
    }
    return end == y.length ? this : slice(0, end);
  }

  /**
   * The pairs with x in the window.
   *
   * @throws FitException if there are none
   */
  public Series within(FitWindow window) {
    int begin = 0;
    while (begin < x.length && !window.contains(x[begin])) {
      begin++;
    }
    int end = begin;
    while (end < x.length && window.contains(x[end])) {
      end++;
    }
    if (begin == end) {
      throw new FitException(
          "no x lies in the window "
              + window
              + " (x from "
              + x[0]
              + " to "
              + x[x.length - 1]
              + ")");
    }
    return slice(begin, end);
  }

  Series slice(int begin, int end) {
    return new Series(Arrays.copyOfRange(x, begin, end), Arrays.copyOfRange(y, begin, end));
  }
}
