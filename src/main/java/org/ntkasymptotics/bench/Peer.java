package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one would otherwise use for an operation.
 *
 * @param name of the library
 * @param operations that it is asked for
 * @param machine "cpu" or "cuda"
 * @param kernel for which the kernel matrix is made
 * @param largest M it is asked for: what takes minutes is known by then
 * @param tolerance by which answers may differ, of the largest number
 * @param program script and arguments, or a library on the JVM
 */
record Peer(
    String name,
    List<Operation> operations,
    String machine,
    String kernel,
    int largest,
    double tolerance,
    List<String> program) {
  /** The first word of a program that is a JMH benchmark with the library as parameter. */
  static final String JVM = "jvm";

  /** {@code atan2} and differences of points: all digits but the last ones of long sums. */
  private static final double ACCURATE = 1e-11;

  /** arccos of a rounded cosine loses half the digits next to the diagonal. */
  private static final double COSINES = 1e-7;

  /** Errors rounded to single precision: a loss of about 1 to a few of its last places. */
  private static final double SINGLE = 1e-5;

  private static final int ANY = Integer.MAX_VALUE;
  private static final int JVM_LARGEST = 1000;
  private static final List<Operation> SOLVERS = List.of(Operation.EIGH, Operation.MODES);

  /** All there are. */
  static final List<Peer> ALL = all();

  private static List<Peer> all() {
    List<Peer> peers = new ArrayList<>();
    String relu = Setting.KERNEL;
    List<Operation> gram = List.of(Operation.GRAM);
    List<Operation> descent = List.of(Operation.DESCENT);
    peers.add(cpu("numpy", gram, relu, COSINES, "gram_numpy.py"));
    peers.add(cpu("scikit-learn", gram, Options.LAPLACE, ACCURATE, "gram_sklearn.py"));
    peers.add(cpu("numpy", List.of(Operation.PRODUCT), relu, ACCURATE, "product_numpy.py"));
    peers.add(cpu("scipy", SOLVERS, relu, ACCURATE, "eigh_scipy.py"));
    peers.add(cpu("numpy", descent, relu, SINGLE, "descent_numpy.py"));
    for (String machine : List.of("cpu", "cuda")) {
      for (String library : List.of("torch", "jax", "cupy")) {
        boolean runs = !library.equals("cupy") || machine.equals("cuda");
        if (runs) {
          peers.add(on(machine, library, gram, ACCURATE, "gram_device.py", library));
        }
        if (runs && !library.equals("jax")) {
          peers.add(on(machine, library, SOLVERS, ACCURATE, "eigh_device.py", library));
        }
      }
      peers.add(on(machine, "torch", descent, SINGLE, "descent_device.py", "torch-eager"));
      peers.add(on(machine, "jax", descent, SINGLE, "descent_device.py", "jax"));
    }
    peers.add(on("cuda", "graph", descent, SINGLE, "descent_device.py", "torch-graph"));
    for (String library : List.of("COMMONS_MATH", "HIPPARCHUS", "EJML")) {
      peers.add(
          new Peer(
              label(library), SOLVERS, "cpu", relu, JVM_LARGEST, ACCURATE, List.of(JVM, library)));
    }
    return List.copyOf(peers);
  }

  private static Peer cpu(
      String name, List<Operation> operations, String kernel, double tolerance, String script) {
    return new Peer(name, operations, "cpu", kernel, ANY, tolerance, List.of(script));
  }

  private static Peer on(
      String machine,
      String library,
      List<Operation> operations,
      double tolerance,
      String script,
      String form) {
    return new Peer(
        label(library),
        operations,
        machine,
        Setting.KERNEL,
        ANY,
        tolerance,
        List.of(script, form, machine));
  }

  private static String label(String library) {
    return switch (library) {
      case "torch" -> "PyTorch";
      case "graph" -> "PyTorch compiled";
      case "jax" -> "JAX";
      case "cupy" -> "CuPy";
      case "COMMONS_MATH" -> "Commons Math";
      case "HIPPARCHUS" -> "Hipparchus";
      default -> library;
    };
  }

  /** Those that can do what a setting says; points in the plane, but for networks. */
  static List<Peer> of(Setting setting) {
    return ALL.stream()
        .filter(p -> p.operations.contains(setting.operation()))
        .filter(p -> p.machine.equals(setting.machine()))
        .filter(p -> p.kernel.equals(setting.kernel()))
        .filter(p -> setting.points() <= p.largest)
        .filter(p -> setting.dimension() == 2 || setting.operation() == Operation.DESCENT)
        .toList();
  }

  /** Whether it is a JMH benchmark. */
  boolean isOnJvm() {
    return program.get(0).equals(JVM);
  }

  /** What its program is asked, on one line; none where nobody is asked. */
  static Optional<List<Number>> question(Setting setting, int repetitions) {
    int m = setting.points();
    return Optional.ofNullable(
        switch (setting.operation()) {
          case GRAM -> List.of(m, repetitions, Math.min(m, JVM_LARGEST));
          case PRODUCT -> List.of(m, Operation.VECTORS, repetitions);
          case EIGH, MODES -> List.of(m, repetitions);
          case DESCENT ->
              List.of(
                  m,
                  setting.width(),
                  setting.dimension(),
                  JmhOptions.STEP_SIZE,
                  Math.max(2, Operation.STEPS / 10),
                  JmhOptions.ANSWER_STEPS,
                  repetitions);
          default -> null;
        });
  }
}
