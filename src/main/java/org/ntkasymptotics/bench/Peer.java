package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one would otherwise use for an operation.
 *
 * @param name of the library
 * @param operations that it is asked for
 * @param machine "cpu" or "cuda"
 * @param kernels a pattern of those that it has
 * @param largest M it is asked for: what takes minutes is known by then
 * @param tolerance by which answers may differ, of the largest number
 * @param program script and arguments, or a library on the JVM
 */
record Peer(
    String name,
    List<Operation> operations,
    String machine,
    String kernels,
    int largest,
    double tolerance,
    List<String> program) {
  /** The first word of a program that is a JMH benchmark with the library as parameter. */
  static final String JVM = "jvm";

  /** All digits but the last ones of long sums. */
  private static final double ACCURATE = 1e-11;

  /** arccos of a rounded cosine loses half the digits next to the diagonal. */
  private static final double COSINES = 1e-7;

  /** Errors rounded to single precision: a loss of about 1 to a few of its last places. */
  private static final double SINGLE = 1e-5;

  /** Exponents of one series with scatter, by other intervals of the same rules. */
  private static final double SCATTER = 0.01;

  /** Of networks with any number of hidden layers. */
  private static final String RELU = "relu-ntk|deep-relu-ntk:hidden=\\d+";

  private static final int ANY = Integer.MAX_VALUE;
  private static final int JVM_LARGEST = 1000;
  private static final List<Operation> SOLVERS = List.of(Operation.EIGH, Operation.MODES);

  /** All there are. */
  static final List<Peer> ALL = all();

  private static List<Peer> all() {
    List<Peer> peers = new ArrayList<>();
    List<Operation> gram = List.of(Operation.GRAM);
    List<Operation> product = List.of(Operation.PRODUCT);
    List<Operation> descent = List.of(Operation.DESCENT);
    peers.add(cpu("numpy", gram, RELU, COSINES, "gram_library.py", "numpy", "cpu"));
    peers.add(cpu("scikit-learn", gram, quoted(Options.LAPLACE), ACCURATE, "gram_sklearn.py"));
    String relu = quoted(Setting.KERNEL);
    peers.add(cpu("numpy", product, relu, COSINES, "product_library.py", "numpy", "cpu"));
    peers.add(cpu("scipy", SOLVERS, relu, ACCURATE, "eigh_scipy.py"));
    peers.add(cpu("numpy", descent, relu, SINGLE, "descent_numpy.py"));
    for (String machine : List.of("cpu", "cuda")) {
      for (String library : List.of("torch", "jax", "cupy")) {
        boolean runs = !library.equals("cupy") || machine.equals("cuda");
        if (runs) {
          peers.add(on(machine, library, gram, RELU, COSINES, "gram_library.py"));
          peers.add(on(machine, library, product, relu, COSINES, "product_library.py"));
        }
        if (runs && !library.equals("jax")) {
          peers.add(on(machine, library, SOLVERS, relu, ACCURATE, "eigh_library.py"));
        }
        if (!library.equals("cupy")) {
          peers.add(on(machine, library, descent, relu, SINGLE, "descent_library.py"));
        }
      }
    }
    peers.add(on("cuda", "torch-graph", descent, relu, SINGLE, "descent_library.py"));
    for (String library : List.of("COMMONS_MATH", "HIPPARCHUS", "EJML")) {
      peers.add(
          new Peer(
              label(library), SOLVERS, "cpu", relu, JVM_LARGEST, ACCURATE, List.of(JVM, library)));
    }
    peers.add(cpu("numpy", List.of(Operation.FIT), relu, SCATTER, "fit_numpy.py"));
    peers.add(cpu("scipy", List.of(Operation.DENSITY), relu, ACCURATE, "density_scipy.py"));
    peers.add(cpu("matplotlib", List.of(Operation.REPORT), relu, ACCURATE, "report_matplotlib.py"));
    return List.copyOf(peers);
  }

  private static String quoted(String kernel) {
    return Pattern.quote(kernel);
  }

  private static Peer cpu(
      String name,
      List<Operation> operations,
      String kernels,
      double tolerance,
      String... program) {
    return new Peer(name, operations, "cpu", kernels, ANY, tolerance, List.of(program));
  }

  private static Peer on(
      String machine,
      String library,
      List<Operation> operations,
      String kernels,
      double tolerance,
      String script) {
    List<String> program = List.of(script, library, machine);
    return new Peer(label(library), operations, machine, kernels, ANY, tolerance, program);
  }

  private static String label(String library) {
    return switch (library) {
      case "torch" -> "PyTorch";
      case "torch-graph" -> "PyTorch compiled";
      case "jax" -> "JAX";
      case "cupy" -> "CuPy";
      case "COMMONS_MATH" -> "Commons Math";
      case "HIPPARCHUS" -> "Hipparchus";
      default -> library;
    };
  }

  /** Those that can do what a setting says. */
  static List<Peer> of(Setting setting) {
    return ALL.stream()
        .filter(p -> p.operations.contains(setting.operation()))
        .filter(p -> p.machine.equals(setting.machine()))
        .filter(p -> setting.kernel().matches(p.kernels))
        .filter(p -> setting.points() <= p.largest)
        // Another way of ours to do the same work, for which they were timed already.
        .filter(p -> !setting.values().containsKey("way"))
        .filter(p -> setting.operation() != Operation.DENSITY || setting.dimension() == 2)
        .toList();
  }

  /** Whether it is a JMH benchmark. */
  boolean isOnJvm() {
    return program.get(0).equals(JVM);
  }

  /** What its program is asked, on one line. */
  static List<Number> question(Setting setting, int repetitions) {
    int m = setting.points();
    int d = setting.dimension();
    return switch (setting.operation()) {
      case GRAM -> List.of(m, d, setting.hidden(), repetitions, JmhOptions.answerPoints(setting));
      case PRODUCT -> List.of(m, d, Operation.VECTORS, repetitions);
      case DESCENT ->
          List.of(
              m,
              setting.width(),
              d,
              setting.hidden(),
              JmhOptions.stepSize(setting),
              JmhOptions.ANSWER_STEPS,
              repetitions);
      default -> List.of(m, repetitions);
    };
  }
}
