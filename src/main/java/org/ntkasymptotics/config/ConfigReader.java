package org.ntkasymptotics.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.Devices;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.data.UserData;
import org.ntkasymptotics.fit.FitRules;
import org.ntkasymptotics.fit.FitWindow;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.Parametrisation;

/** The root of an experiment file and its smaller sections. */
final class ConfigReader {
  private static final List<String> SECTIONS =
      List.of(
          "data", "kernel", "target", "training", "spectrum", "laws", "fit", "series", "figure");

  private static final String DEVICES = "an index from 0, several such as 0,1, or all";

  private ConfigReader() {}

  static ExperimentConfig read(Section root) {
    String word = root.word("experiment", ExperimentKind.words(), ExperimentKind.SPECTRUM.word());
    ExperimentKind kind = ExperimentKind.from(word);
    for (String section : SECTIONS) {
      if (root.has(section) && !kind.uses(section)) {
        throw root.unused(section, word);
      }
    }
    DataConfig data = DataSection.read(root.section("data"));
    NtkKernel kernel = KernelSection.read(root, NetworkKeys.kernel(root));
    List<Target> targets = TargetSection.read(root, kernel, defaultTargets(kind));
    TrainingConfig training = training(root.section("training"), kind, kernel);
    SpectrumConfig spectrum = spectrum(root.section("spectrum"));
    LawsConfig laws = laws(root.section("laws"));
    FitConfig fit = fit(root.section("fit"));
    Optional<SeriesConfig> series =
        kind == ExperimentKind.FIT ? Optional.of(series(root.section("series"))) : Optional.empty();
    Optional<FigureConfig> figure =
        kind == ExperimentKind.FIGURE
            ? Optional.of(figure(root.section("figure")))
            : Optional.empty();
    BackendConfig backend = backend(root.section("backend"));
    long seed = root.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE, ExperimentConfig.DEFAULT_SEED);
    root.finish();
    return new ExperimentConfig(
        kind, data, kernel, targets, training, spectrum, laws, fit, series, figure, backend, seed);
  }

  private static List<Target> defaultTargets(ExperimentKind kind) {
    return kind == ExperimentKind.TRAIN || kind == ExperimentKind.LAWS
        ? List.of(new BallTarget(1.0))
        : List.of();
  }

  private static TrainingConfig training(Section s, ExperimentKind kind, NtkKernel kernel) {
    boolean enabled = s.flag("enabled", kind == ExperimentKind.TRAIN);
    if (!enabled && kind == ExperimentKind.TRAIN) {
      throw s.refuse("enabled", "true in experiment: train", s.node("enabled").orElseThrow());
    }
    NetworkKeys.requireFit(s, kernel);
    Parametrisation parametrisation = NetworkKeys.parametrisation(s, enabled, kernel);
    int width = s.integer("width", 1, TrainingConfig.DEFAULT_WIDTH);
    DescentPlan plan = plan(s);
    s.finish();
    return s.build(() -> new TrainingConfig(enabled, parametrisation, width, plan));
  }

  private static DescentPlan plan(Section s) {
    boolean timed = s.oneOf("steps", "time").orElse("steps").equals("time");
    double time = timed ? positive(s, "time") : 0;
    long steps = timed ? 0 : s.integer("steps", 1, Long.MAX_VALUE, TrainingConfig.DEFAULT_STEPS);
    boolean sized =
        s.oneOf("step-size", "step-fraction").orElse("step-fraction").equals("step-size");
    double stepSize = sized ? positive(s, "step-size") : 0;
    double fraction = s.number("step-fraction", DescentPlan.DEFAULT_STEP_FRACTION);
    if (!(fraction > 0 && fraction < 1)) {
      throw s.refuse(
          "step-fraction", "a number between 0 and 1", s.node("step-fraction").orElseThrow());
    }
    int records =
        (int) s.integer("records-per-decade", 1, 1000, DescentPlan.DEFAULT_RECORDS_PER_DECADE);
    String precision = s.word("precision", List.of("single", "double"), "single");
    return s.build(
        () ->
            new DescentPlan(
                stepSize,
                fraction,
                steps,
                time,
                records,
                DescentPlan.Precision.valueOf(precision.toUpperCase(Locale.ROOT))));
  }

  private static double positive(Section s, String key) {
    double value = s.number(key).orElseThrow(() -> s.missing(key, "a number > 0"));
    if (!(value > 0)) {
      throw s.refuse(key, "a number > 0", s.node(key).orElseThrow());
    }
    return value;
  }

  private static SpectrumConfig spectrum(Section s) {
    SpectrumConfig standard = SpectrumConfig.DEFAULT;
    int dataSets = s.integer("data-sets", 1, standard.dataSets());
    boolean vectors = s.flag("vectors", standard.vectors());
    int times = s.integer("times-per-decade", 1, standard.timesPerDecade());
    String precision =
        s.word("precision", List.of("double", "single"), standard.precision().word());
    MatrixFreeConfig matrixFree = matrixFree(s.section("matrix-free"));
    s.finish();
    return s.build(
        () -> new SpectrumConfig(dataSets, vectors, times, Precision.from(precision), matrixFree));
  }

  private static MatrixFreeConfig matrixFree(Section s) {
    MatrixFreeConfig standard = MatrixFreeConfig.DEFAULT;
    boolean enabled = s.flag("enabled", standard.enabled());
    int steps = s.integer("steps", MatrixFreeConfig.LEAST_STEPS, standard.steps());
    int probes = s.integer("probes", 2, standard.probes());
    int leading = s.integer("leading", 0, standard.leading());
    double accuracy = s.number("accuracy", standard.accuracy());
    boolean halves = s.flag("halves", standard.halves());
    double limit = s.seconds("time-limit", standard.timeLimit());
    s.finish();
    return s.build(
        () -> new MatrixFreeConfig(enabled, steps, probes, leading, accuracy, halves, limit));
  }

  private static LawsConfig laws(Section s) {
    List<Double> losses = s.numbers("target-loss");
    s.finish();
    return s.build(() -> new LawsConfig(losses));
  }

  private static FitConfig fit(Section s) {
    FitConfig standard = FitConfig.DEFAULT;
    FitRules index = rules(s.section("index"), standard.indexRules());
    FitRules loss = rules(s.section("loss"), standard.lossRules());
    Optional<FitWindow> indexWindow = window(s, "index-window");
    Optional<FitWindow> timeWindow = window(s, "time-window");
    s.finish();
    return new FitConfig(index, loss, indexWindow, timeWindow);
  }

  private static FitRules rules(Section s, FitRules standard) {
    int perDecade = s.integer("points-per-decade", 4, standard.pointsPerDecade());
    int fewest = s.integer("minimum-points", 6, standard.minimumPoints());
    double advised = s.number("advised-decades", standard.advisedDecades());
    double move = s.number("move-factor", standard.moveFactor());
    double halfWidth = s.number("local-half-width", standard.localHalfWidth());
    s.finish();
    return s.build(
        () ->
            new FitRules(
                perDecade,
                fewest,
                advised,
                move,
                halfWidth,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                false));
  }

  private static Optional<FitWindow> window(Section s, String key) {
    if (s.node(key).isEmpty()) {
      return Optional.empty();
    }
    List<Double> ends = s.numbers(key);
    if (ends.size() != 2 || !(ends.get(0) > 0 && ends.get(1) > ends.get(0))) {
      throw s.refuse(key, "two numbers, 0 < from < to", s.node(key).orElseThrow());
    }
    return Optional.of(new FitWindow(ends.get(0), ends.get(1)));
  }

  private static SeriesConfig series(Section s) {
    var file = s.path("file").orElseThrow(() -> s.missing("file", "a file"));
    Optional<String> x = s.text("x");
    Optional<String> y = s.text("y");
    Optional<FitWindow> window = window(s, "window");
    s.finish();
    return new SeriesConfig(file, x, y, window);
  }

  private static FigureConfig figure(Section s) {
    String name = s.word("name", FigureName.words(), FigureName.ONE.word());
    String scale = s.word("scale", List.of("quick", "paper"), "quick");
    Optional<Path> mnist = s.path("mnist");
    s.finish();
    FigureName figure = FigureName.from(name);
    if (mnist.isPresent() && !figure.isOfDigits()) {
      throw s.refuse("mnist", "nothing: figure " + name + " has no digits", s.node("mnist").get());
    }
    return new FigureConfig(
        figure,
        FigureConfig.Scale.valueOf(scale.toUpperCase(Locale.ROOT)),
        figure.isOfDigits() ? mnist.or(() -> Optional.of(UserData.mnist())) : Optional.empty());
  }

  private static BackendConfig backend(Section s) {
    String name = s.word("name", List.of("auto", "cpu", "cuda", "spark"), "auto");
    Devices devices = devices(s);
    int threads = (int) s.integer("threads", 0, 1024, 0);
    var libs = s.path("cuda-libs");
    s.finish();
    return s.build(() -> new BackendConfig(BackendChoice.from(name), devices, threads, libs));
  }

  private static Devices devices(Section s) {
    Optional<Node> node = s.node("device");
    if (node.isEmpty()) {
      return Devices.FIRST;
    }
    List<Node> items =
        node.get() instanceof Node.Sequence list ? list.items() : List.of(node.get());
    try {
      if (!items.isEmpty() && items.stream().allMatch(Node.Scalar.class::isInstance)) {
        return Devices.from(
            items.stream()
                .map(item -> ((Node.Scalar) item).text())
                .collect(Collectors.joining(",")));
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigException(s.refuse("device", DEVICES, node.get()).getMessage(), e);
    }
    throw s.refuse("device", DEVICES, node.get());
  }
}
