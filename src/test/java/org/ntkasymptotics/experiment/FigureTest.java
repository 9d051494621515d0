package org.ntkasymptotics.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.backend.BackendChoice.CPU;
import static org.ntkasymptotics.backend.BackendChoice.CUDA;
import static org.ntkasymptotics.reference.Tolerances.EIGENVALUE;
import static org.ntkasymptotics.reference.Tolerances.MACHINES_APART;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ntkasymptotics.backend.Devices;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.cuda.TestDevice;
import org.ntkasymptotics.config.BackendConfig;
import org.ntkasymptotics.config.ConfigSource;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.ExperimentKind;
import org.ntkasymptotics.config.FigureConfig;
import org.ntkasymptotics.config.FigureName;
import org.ntkasymptotics.data.SyntheticDigits;
import org.ntkasymptotics.linalg.ArrayFile;
import org.ntkasymptotics.linalg.NpyFile;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.NetworkFile;
import org.ntkasymptotics.report.CaseResult;
import org.ntkasymptotics.report.Chart;
import org.ntkasymptotics.report.Curve;
import org.ntkasymptotics.report.CurveStyle;
import org.ntkasymptotics.report.FinishedRun;
import org.ntkasymptotics.report.Law;
import org.ntkasymptotics.report.LawResult;
import org.ntkasymptotics.report.RunDirectory;
import org.ntkasymptotics.report.TextTable;

/** The figures of the paper, whole, at sizes of a test. */
class FigureTest {
  @TempDir Path dir;

  private FinishedRun run(Figure figure) {
    return run(figure, BackendConfig.AUTO);
  }

  private FinishedRun run(Figure figure, BackendConfig machine) {
    ExperimentConfig config = ConfigSource.of(ExperimentKind.FIGURE).config().withBackend(machine);
    Path place = dir.resolve("figure-" + machine.choice());
    try (RunDirectory directory = RunDirectory.start(place, config.toYaml())) {
      new FigureExperiment(figure)
          .run(config, new RunContext(directory, Progress.NONE, "ntk test", "0", "none"));
    }
    return FinishedRun.read(place);
  }

  static Stream<Arguments> tinyFigures() {
    return Stream.of(
        Arguments.of(
            new FigureOne(250, 2, 60, 5),
            List.of("d = 2, ball", "d = 2, GP", "d = 4, ball", "d = 4, GP"),
            List.of("loss", "eigenvalues", "partial-sums")),
        Arguments.of(
            new FigureTwo(List.of(1, 3), List.of(150, 300), 2),
            List.of(
                "d = 1, M = 150",
                "d = 1, M = 150, singular part",
                "d = 1, M = 300",
                "d = 1, M = 300, singular part",
                "d = 3, M = 150",
                "d = 3, M = 150, singular part",
                "d = 3, M = 300",
                "d = 3, M = 300, singular part"),
            List.of("eigenvalues-d-1", "eigenvalues-d-3")),
        Arguments.of(
            new FigureThreeA(List.of(0.75, 1.5), new PlaneNetworks(250, 2, 60, 5)),
            List.of("q = 0.75, ball", "q = 1.5, ball"),
            List.of("loss", "eigenvalues", "partial-sums")),
        Arguments.of(
            new FigureThreeB(List.of(1, 3), new PlaneNetworks(250, 2, 30, 2)),
            List.of("1 hidden layer, ball", "3 hidden layers, ball"),
            List.of("loss", "eigenvalues", "partial-sums")),
        Arguments.of(
            new FigureThreeC(List.of(0.0, 2.0), 250, 400, 2),
            List.of("t = 0, ball", "t = 2"),
            List.of("loss", "eigenvalues", "partial-sums")));
  }

  @ParameterizedTest
  @MethodSource("tinyFigures")
  void everyCurveHasItsRunItsFilesAndItsTheory(
      Figure figure, List<String> names, List<String> panels) {
    FinishedRun run = run(figure);
    assertEquals(names, run.summary().cases().stream().map(CaseResult::name).toList());
    assertEquals(panels, run.page().rows().get(0).charts().stream().map(Chart::id).toList());
    assertTrue(run.summary().figure());
    assertFalse(run.page().lead().isBlank());
    for (CaseResult one : run.summary().cases()) {
      String folder = CaseNames.slug(one.name());
      assertEquals(
          (int) (double) one.numbers().get("samples"),
          NpyFile.read(run.directory().resolve(folder + "/eigenvalues.npy")).array().length);
      LawResult eigenvalues = one.laws().get(0);
      assertEquals(Law.EIGENVALUES, eigenvalues.law());
      assertTrue(eigenvalues.theory().constant().exists(), one.name());
      assertTrue(eigenvalues.fit().exponent().hasInterval(), one.name());
    }
    for (Chart chart : run.page().charts()) {
      assertTrue(Files.exists(run.directory().resolve(chart.id() + ".svg")), chart.id());
      assertTrue(Files.exists(run.directory().resolve(chart.id() + ".png")), chart.id());
    }
    for (String panel : panels) {
      Chart chart = chart(run, panel);
      assertTrue(styles(chart).contains(CurveStyle.MEASURED), panel);
      assertTrue(styles(chart).contains(CurveStyle.THEORY), panel);
    }
  }

  @Test
  void figureThreeTrainsTheNetworksOfItsKernels() {
    FinishedRun run = run(new FigureThreeB(List.of(1, 2), new PlaneNetworks(150, 1, 50, 2)));
    CaseResult one = run.summary().cases().get(0);
    assertTrue(one.laws().stream().anyMatch(l -> l.law() == Law.LOSS_TRAINED));
    assertEquals(50, one.numbers().get("width"));
    assertTrue(
        Files.exists(run.directory().resolve(CaseNames.slug(one.name()) + "/loss-trained.csv")));
    assertTrue(styles(chart(run, "loss")).contains(CurveStyle.POINTS));
  }

  static Stream<Figure> tinierFigures() {
    return Stream.of(
        new FigureOne(120, 1, 40, 2),
        new FigureTwo(List.of(2), List.of(120), 1),
        new FigureThreeA(List.of(1.5), new PlaneNetworks(120, 1, 40, 2)),
        new FigureThreeB(List.of(1, 2), new PlaneNetworks(120, 1, 30, 2)),
        new FigureThreeC(List.of(0.0, 1.0), 120, 100, 1));
  }

  @ParameterizedTest
  @MethodSource("tinierFigures")
  void theDeviceMeasuresWhatTheProcessorDoes(Figure figure) {
    assertSameOnTheDevice(figure);
  }

  /** Its networks are trained by the passes for many inputs. */
  @Test
  void theDeviceMeasuresDigitsAsTheProcessorDoes() throws Exception {
    SyntheticDigits.write(dir, 120, 4);
    assertSameOnTheDevice(new FigureThreeD(dir, 100, 20, 0.2));
  }

  private void assertSameOnTheDevice(Figure figure) {
    FinishedRun device =
        run(figure, new BackendConfig(CUDA, Devices.FIRST, 1, Optional.of(TestDevice.emulated())));
    FinishedRun processor = run(figure, new BackendConfig(CPU, Devices.FIRST, 1, Optional.empty()));
    assertEquals("cuda", device.summary().manifest().backend());
    List<CaseResult> cases = device.summary().cases();
    assertEquals(processor.summary().cases().size(), cases.size());
    String first = cases.size() == 1 ? "" : CaseNames.slug(cases.get(0).name()) + "/";
    double[] ours = NpyFile.read(device.directory().resolve(first + "eigenvalues.npy")).array();
    double[] theirs =
        NpyFile.read(processor.directory().resolve(first + "eigenvalues.npy")).array();
    for (int n = 0; n < theirs.length; n++) {
      assertWithin(theirs[n], ours[n], EIGENVALUE * theirs[0], "eigenvalue " + n);
    }
    assertSameTraining(first + "loss-trained.csv", device, processor);
  }

  private static void assertSameTraining(String piece, FinishedRun a, FinishedRun b) {
    assertEquals(
        Files.exists(b.directory().resolve(piece)), Files.exists(a.directory().resolve(piece)));
    if (!Files.exists(a.directory().resolve(piece))) {
      return;
    }
    RowMatrix ours = ArrayFile.readMatrix(a.directory().resolve(piece));
    RowMatrix theirs = ArrayFile.readMatrix(b.directory().resolve(piece));
    assertEquals(theirs.rows(), ours.rows());
    for (int k = 0; k < theirs.rows(); k++) {
      double loss = theirs.get(k, 1);
      double allowed = MACHINES_APART * 0x1p-24 * Math.sqrt(loss * theirs.get(0, 1));
      assertWithin(loss, ours.get(k, 1), allowed, piece + ", record " + k);
    }
  }

  @Test
  void figureTwoShowsTheSingularPartJoiningTheWhole() {
    FinishedRun run = run(new FigureTwo(List.of(1), List.of(200, 400), 1));
    Chart chart = chart(run, "eigenvalues-d-1");
    for (int group : List.of(0, 1)) {
      List<Curve> curves = chart.curves().stream().filter(c -> c.group() == group).toList();
      assertEquals(
          List.of(
              CurveStyle.MEASURED, CurveStyle.SINGULAR, CurveStyle.THEORY, CurveStyle.CORRECTED),
          curves.stream().map(Curve::style).toList());
    }
    double[] whole = NpyFile.read(run.directory().resolve("d-1-m-400/eigenvalues.npy")).array();
    double[] part =
        NpyFile.read(run.directory().resolve("d-1-m-400-singular-part/eigenvalues.npy")).array();
    double early = Math.abs(Math.log(part[1] / whole[1]));
    double late = Math.abs(Math.log(part[150] / whole[150]));
    assertTrue(late < 0.1 && late < early / 5, early + " and " + late);
    Chart over = chart(run, "over-law-d-1");
    Curve theory =
        over.curves().stream().filter(c -> c.style() == CurveStyle.THEORY).findFirst().get();
    assertTrue(Arrays.stream(theory.y()).allMatch(y -> Math.abs(y - 1) < 1e-12));
  }

  @Test
  void figureThreeDComparesExponentsWithEachOtherAndThePrintedOnes() throws Exception {
    Path digits = Files.createDirectories(dir.resolve("digits"));
    SyntheticDigits.write(digits, 420, 8);
    FinishedRun run = run(new FigureThreeD(digits, 400, 20, 0.2));
    List<CaseResult> cases = run.summary().cases();
    assertEquals("pixels in [0, 1], digit 3", cases.get(0).name());
    assertEquals(13, cases.size());
    LawResult spectral = cases.get(0).laws().get(2);
    double nu = cases.get(0).laws().get(0).fit().exponent().value();
    double kappa = cases.get(0).laws().get(1).fit().exponent().value();
    assertEquals(kappa / nu, spectral.theory().exponent().value(), 1e-9);
    assertEquals(Law.LOSS_TRAINED, cases.get(0).laws().get(3).law());
    TextTable table = run.page().tables().get(0);
    assertEquals(1 + 13 + 1, table.rows().size());
    assertEquals("1.35", table.rows().get(0).get(2).text());
    assertTrue(table.lines().stream().anyMatch(l -> l.startsWith("each pixel standardised")));
    assertEquals(
        List.of("loss", "eigenvalues", "partial-sums"),
        run.page().rows().get(0).charts().stream().map(Chart::id).toList());
    assertEquals(13 + 1, chart(run, "loss-against-spectrum").curves().size());
    assertTrue(styles(chart(run, "eigenvalues")).contains(CurveStyle.FITTED));
    assertTrue(styles(chart(run, "loss")).contains(CurveStyle.IMPLIED));
    assertFalse(styles(chart(run, "loss")).contains(CurveStyle.THEORY));
  }

  @Test
  void figureThreeCKeepsTheNetworkOfEveryTime() {
    FinishedRun run = run(new FigureThreeC(List.of(0.0, 2.0), 250, 400, 1));
    FiniteNetwork start = NetworkFile.read(run.directory().resolve("t-0/network-t-0.npz"));
    FiniteNetwork end = NetworkFile.read(run.directory().resolve("t-0/network-t-2.npz"));
    FiniteNetwork trained = NetworkFile.read(run.directory().resolve("t-0-ball/network.npz"));
    assertEquals(start.shape(), end.shape());
    assertFalse(Arrays.equals(start.parameters(), end.parameters()));
    assertArrayEquals(trained.parameters(), end.parameters());
    double[] first = NpyFile.read(run.directory().resolve("t-0-ball/eigenvalues.npy")).array();
    double[] last = NpyFile.read(run.directory().resolve("t-2/eigenvalues.npy")).array();
    assertTrue(last[0] > 1.05 * first[0], first[0] + " and " + last[0]);
  }

  @ParameterizedTest
  @EnumSource(FigureName.class)
  void everyNameHasAFigureAtEveryScale(FigureName name) {
    for (FigureConfig.Scale scale : FigureConfig.Scale.values()) {
      Optional<Path> mnist = name.isOfDigits() ? Optional.of(dir) : Optional.empty();
      Figure figure = Figure.of(new FigureConfig(name, scale, mnist));
      assertTrue(figure.title().startsWith("Figure " + name.word() + ":"), figure.title());
      assertTrue(figure.setting().contains("M = "), figure.setting());
      assertTrue(figure.largestSample() >= 1000);
    }
  }

  private static Chart chart(FinishedRun run, String id) {
    Optional<Chart> chart = run.page().charts().stream().filter(c -> c.id().equals(id)).findFirst();
    assertTrue(chart.isPresent(), id);
    return chart.get();
  }

  private static List<CurveStyle> styles(Chart chart) {
    return chart.curves().stream().map(Curve::style).distinct().toList();
  }
}
