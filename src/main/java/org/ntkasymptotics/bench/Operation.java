package org.ntkasymptotics.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be measured. The words are those of the back end and of {@code ntk bench}. */
public enum Operation {
  /** The kernel matrix. */
  GRAM(
      300,
      List.of(1000, 2000, 5000, 10_000),
      List.of(500, 1500, 5000),
      List.of(1000, 3000, 10_000, 30_000, 100_000),
      "entry"),
  /** The kernel times four vectors, its matrix never stored. */
  PRODUCT(
      10,
      List.of(1000, 2000, 5000, 10_000),
      List.of(500, 1500, 5000),
      List.of(1000, 3000, 10_000, 30_000, 100_000),
      "entry"),
  /** Eigenvalues, eigenvectors, a projection. */
  EIGH(
      10,
      List.of(250, 500, 1000, 2000),
      List.of(200, 400, 800),
      List.of(1000, 2000, 5000, 10_000, 20_000),
      "flop"),
  /** Eigenvalues and a projection without eigenvectors. */
  MODES(
      10,
      List.of(500, 1000, 2000, 4000),
      List.of(300, 600, 1200),
      List.of(1000, 2000, 5000, 10_000, 20_000, 40_000),
      "flop"),
  /** A step of gradient descent, single precision. */
  DESCENT(
      10,
      List.of(1000, 2000, 5000, 10_000),
      List.of(500, 1500, 5000),
      List.of(1000, 10_000, 100_000),
      "flop"),
  /** The power law of a series. */
  FIT(500, List.of(1000, 10_000, 100_000), List.of(1000, 10_000), List.of(), "entry"),
  /** The eigenvalue law of points whose density is unknown. */
  DENSITY(100, List.of(500, 1500, 5000, 15_000), List.of(300, 900, 2700), List.of(), "point"),
  /** Drawing a report. */
  REPORT(10, List.of(1000, 10_000, 100_000), List.of(1000, 10_000), List.of(), "point");

  /** Vectors of {@link #PRODUCT}. */
  static final int VECTORS = 4;

  private final int smallest;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Integer> sizes;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Integer> quickSizes;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Integer> deviceSizes;

  private final String unit;

  Operation(
      int smallest,
      List<Integer> sizes,
      List<Integer> quickSizes,
      List<Integer> deviceSizes,
      String unit) {
    this.smallest = smallest;
    this.sizes = sizes;
    this.quickSizes = quickSizes;
    this.deviceSizes = deviceSizes;
    this.unit = unit;
  }

  /** The word for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Operation::word).toList();
  }

  /** The operation of a word; none if there is no such. */
  public static List<Operation> named(String word) {
    return Arrays.stream(values()).filter(o -> o.word().equals(word)).toList();
  }

  /** The JMH benchmark: class and method, as JMH's pattern. */
  String benchmark() {
    String stem = name().charAt(0) + word().substring(1);
    return "\\." + stem + "Benchmark\\." + word() + "$";
  }

  /** Whether it differs from back end to back end. */
  public boolean isOnBackends() {
    return !deviceSizes.isEmpty();
  }

  /** The fewest points for which it makes sense. */
  int smallest() {
    return smallest;
  }

  /** M where none is asked for. */
  List<Integer> sizes(String machine, boolean quick) {
    if (machine.equals("cuda")) {
      return quick ? deviceSizes.subList(0, 3) : deviceSizes;
    }
    return quick ? quickSizes : sizes;
  }

  /** Whether points have coordinates here. */
  boolean hasDimension() {
    return this != FIT && this != REPORT && !isSolve();
  }

  /** Whether eigenvalues are computed. */
  boolean isSolve() {
    return this == EIGH || this == MODES;
  }

  /** What {@link Work#units} counts, in the singular. */
  String unit() {
    return unit;
  }
}
