package org.ntkasymptotics.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be measured. The words are those of the back end and of {@code ntk bench}. */
public enum Operation {
  /** The kernel matrix. */
  GRAM(true, 300, List.of(1000, 3000, 10_000), List.of(500, 1500, 5000), Ceiling.MEMORY, "entry"),
  /** The kernel times four vectors, its matrix never stored. */
  PRODUCT(true, 10, List.of(1000, 3000, 10_000), List.of(500, 1500, 5000), Ceiling.NONE, "entry"),
  /** Eigenvalues, eigenvectors, a projection. */
  EIGH(true, 10, List.of(500, 1000, 2000), List.of(200, 400, 800), Ceiling.DOUBLE, "flop"),
  /** Eigenvalues and a projection without eigenvectors. */
  MODES(true, 10, List.of(1000, 2000, 4000), List.of(300, 600, 1200), Ceiling.DOUBLE, "flop"),
  /** A step of gradient descent, one hidden layer of ReLUs, single precision. */
  DESCENT(true, 10, List.of(1000, 3000, 10_000), List.of(500, 1500, 5000), Ceiling.SINGLE, "flop"),
  /** The power law of a series. */
  FIT(false, 500, List.of(1000, 10_000, 100_000), List.of(1000, 10_000), Ceiling.NONE, "entry"),
  /** The eigenvalue law of points whose density is unknown. */
  DENSITY(false, 100, List.of(500, 1500, 5000), List.of(300, 900, 2700), Ceiling.NONE, "pair"),
  /** Drawing a report. */
  REPORT(false, 10, List.of(1000, 10_000, 100_000), List.of(1000, 10_000), Ceiling.NONE, "point");

  /** Vectors of {@link #PRODUCT}. */
  static final int VECTORS = 4;

  /** Steps of {@link #DESCENT} that are timed together. */
  static final int STEPS = 50;

  private final boolean onBackends;
  private final int smallest;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Integer> sizes;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Integer> quickSizes;

  private final Ceiling ceiling;
  private final String unit;

  Operation(
      boolean onBackends,
      int smallest,
      List<Integer> sizes,
      List<Integer> quickSizes,
      Ceiling ceiling,
      String unit) {
    this.onBackends = onBackends;
    this.smallest = smallest;
    this.sizes = sizes;
    this.quickSizes = quickSizes;
    this.ceiling = ceiling;
    this.unit = unit;
  }

  /** What bounds an operation's speed; measured in the same run. */
  enum Ceiling {
    /** Filling fresh memory; on a device, copying. Bytes a second. */
    MEMORY("memory"),
    /** Products of matrices in double precision. Operations a second. */
    DOUBLE("double GEMM"),
    /** The same in single precision. */
    SINGLE("single GEMM"),
    /** Not known. */
    NONE("");

    private final String label;

    Ceiling(String label) {
      this.label = label;
    }

    /** Its key in the results. */
    String label() {
      return label;
    }
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
    return onBackends;
  }

  /** The fewest points for which it makes sense. */
  int smallest() {
    return smallest;
  }

  /** M where none is asked for. */
  List<Integer> sizes(boolean quick) {
    return quick ? quickSizes : sizes;
  }

  /** Whether points have coordinates here. */
  boolean hasDimension() {
    return this != FIT && this != REPORT && this != EIGH && this != MODES;
  }

  /** What bounds it. */
  Ceiling ceiling() {
    return ceiling;
  }

  /** What {@link #work} counts, in the singular. */
  String unit() {
    return unit;
  }

  /**
   * How much there is to do: entries of the triangle (gram) or the matrix (product); the operations
   * of the reduction to tridiagonal form, 4/3 M³ (modes), and of carrying the vectors back, 2 M³
   * more (eigh); 6 d + 3 operations for each point and neuron (descent: forward 2 d + 2, backward 4
   * d + 1); pairs of points (density), points.
   */
  double work(Setting setting) {
    double m = setting.points();
    return switch (this) {
      case GRAM -> m * (m + 1) / 2;
      case PRODUCT, DENSITY -> m * m;
      case EIGH -> 10.0 / 3 * m * m * m;
      case MODES -> 4.0 / 3 * m * m * m;
      case DESCENT -> (6.0 * setting.dimension() + 3) * m * setting.width();
      case FIT, REPORT -> m;
    };
  }

  /** What is compared with the ceiling: bytes for {@link Ceiling#MEMORY}, else operations. */
  double demand(Setting setting) {
    return this == GRAM ? 8 * work(setting) : work(setting);
  }
}
