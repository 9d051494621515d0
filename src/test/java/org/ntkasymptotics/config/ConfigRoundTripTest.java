package org.ntkasymptotics.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.data.CovarianceGpTarget;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.kernel.DeepReluCovariance;
import org.ntkasymptotics.kernel.DeepReluNtk;
import org.ntkasymptotics.kernel.Laplace;
import org.ntkasymptotics.kernel.PowerCovariance;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.Parametrisation;

/** What is written reads back as an equal record: every bit of every number. */
class ConfigRoundTripTest {
  @TempDir Path directory;

  private ExperimentConfig reread(ExperimentConfig config) throws Exception {
    Path file = directory.resolve("experiment.yaml");
    Files.writeString(file, config.toYaml());
    return ExperimentConfig.read(file);
  }

  private static ConfigSource source(ExperimentKind kind) {
    ConfigSource source = ConfigSource.of(kind);
    return kind == ExperimentKind.FIT
        ? source.with("series.file", "a \"b\" ü\\c.csv", "SERIES")
        : source;
  }

  @ParameterizedTest
  @EnumSource
  void defaultsOfEveryKindComeBack(ExperimentKind kind) throws Exception {
    ExperimentConfig config = source(kind).config();
    assertEquals(config, reread(config));
    assertTrue(config.toYaml().contains("seed: 1\n"), config.toYaml());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.mixture=d=3,clusters=1,spread=0.0,width=1e-3",
        "data.uniform=ball:d=3,radius=0.1",
        "data.uniform=sphere:d=4",
        "data.uniform=cube:d=1,side=3.3333333333333335",
        "data.points=points.npy",
        "data.mnist=digits",
        "data.mnist={directory: digits, part: test, digits: [8, 3], pixels: 'center=pixel,length=1'}",
        "target=['label:one=0', 'label:parity,centered', 'label:value', {label: {value: true, centered: false}}]",
        "kernel=relu-covariance",
        "kernel=laplace:length=0.25",
        "kernel={name: \"power-ntk:q=1.25\", sigma-w: 1.5}",
        "kernel={name: relu-ntk-singular, sigma-b: 0.0}",
        "target=[gp, gp:exact, 'gp:width=77', 'ball:radius=0.3,center=0.5;-0.25', 'file:r.csv']",
        "target=none",
        "training={enabled: true, time: 33.3, step-size: 1e-300, precision: double}",
        "training={enabled: true, parametrisation: mean-field, width: 7}",
        "training={hidden: 3}",
        "training={activation-exponent: 1.25}",
        "spectrum={data-sets: 5, vectors: true, times-per-decade: 7}",
        "spectrum.matrix-free={enabled: true, steps: 90, probes: 3, leading: 7, accuracy: 0.001, halves: false, time-limit: 2h}",
        "fit.index-window=[3, 300.5]",
        "fit={time-window: [0.1, 1e9], loss: {move-factor: 1.7}}",
        "backend={name: cpu, threads: 3, device: 1, cuda-libs: /opt/cuda}",
        "backend={device: [2, 0]}",
        "backend={device: all}",
        "seed=-9223372036854775808",
        "seed=9223372036854775807",
      })
  void everyFormComesBack(String assignment) throws Exception {
    ExperimentConfig config = ConfigSource.of(ExperimentKind.SPECTRUM).set(assignment).config();
    assertEquals(config, reread(config));
    assertEquals(config.toYaml(), reread(config).toYaml());
  }

  @Test
  void valuesAddedOneByOneMakeAListAlsoInsideASection() {
    ExperimentConfig config =
        ConfigSource.of(ExperimentKind.SPECTRUM)
            .add("fit.index-window", "3", "--index-window")
            .add("fit.index-window", "300", "--index-window")
            .config();
    assertEquals(300, config.fit().indexWindow().orElseThrow().to());
  }

  @Test
  void theNetworkAndTheProcessAreThoseOfTheKernel() throws Exception {
    ConfigSource deep = ConfigSource.of(ExperimentKind.TRAIN).set("training.hidden=3");
    ExperimentConfig config = deep.set("target=gp").set("kernel.sigma-b=0.5").config();
    assertEquals(new DeepReluNtk(3, 1, 0.5), config.kernel());
    Target process = new CovarianceGpTarget(new DeepReluCovariance(3, 1, 0.5));
    assertEquals(List.of(process), config.targets());
    assertEquals(config, reread(config));
    NetworkShape shape = TrainedNetwork.require(config.kernel()).shape(Parametrisation.NTK, 2, 5);
    assertEquals(NetworkShape.layered(1, 0.5, 1, 2, 3, 5), shape);
    ExperimentConfig power =
        ConfigSource.of(ExperimentKind.TRAIN)
            .set("kernel=power-ntk:q=0.75")
            .set("target='gp:width=9,sigma-w=2'")
            .config();
    assertEquals(List.of(new NetworkGpTarget(9, new PowerCovariance(0.75, 2, 1))), power.targets());
    assertEquals(power, reread(power));
    assertEquals(0.75, TrainedNetwork.require(power.kernel()).exponent());
    assertTrue(TrainedNetwork.of(new Laplace(1)).isEmpty());
    assertTrue(TrainedNetwork.of(new ReluCovariance(1, 1)).isEmpty());
  }

  @Test
  void targetLossesComeBack() throws Exception {
    ExperimentConfig config =
        ConfigSource.of(ExperimentKind.LAWS).set("laws.target-loss=[1e-3, 0.1]").config();
    assertEquals(List.of(1e-3, 0.1), config.laws().targetLosses());
    assertEquals(config, reread(config));
  }

  @Test
  void randomNumbersComeBackToTheBit() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      List<String> numbers = new ArrayList<>();
      while (numbers.size() < 6) {
        double x = Math.abs(Double.longBitsToDouble(random.nextLong()));
        if (x > 0 && x < 1e300) {
          numbers.add(Double.toString(x));
        }
      }
      ExperimentConfig config =
          ConfigSource.of(ExperimentKind.SPECTRUM)
              .with("data.mixture", "width=" + numbers.get(0) + ",spread=" + numbers.get(1), "m")
              .with("kernel.sigma-w", numbers.get(2), "--sigma-w")
              .with("kernel.sigma-b", numbers.get(3), "--sigma-b")
              .add("target", "ball:radius=" + numbers.get(4) + ",center=-" + numbers.get(5), "t")
              .with("seed", Long.toString(random.nextLong()), "--seed")
              .config();
      assertEquals(config, reread(config));
    }
  }
}
