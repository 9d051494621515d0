package org.ntkasymptotics.config;

import java.nio.file.Path;
import java.util.List;
import org.ntkasymptotics.config.Node.Mapping;
import org.ntkasymptotics.config.Node.Scalar;
import org.ntkasymptotics.data.Distribution;
import org.ntkasymptotics.data.GaussianMixture;
import org.ntkasymptotics.data.PointsFile;
import org.ntkasymptotics.data.UniformBall;
import org.ntkasymptotics.data.UniformCube;
import org.ntkasymptotics.data.UniformSphere;

/** Section {@code data}. */
final class DataSection {
  private static final List<String> SHAPES = List.of("ball", "sphere", "cube");

  private DataSection() {}

  static DataConfig read(Section data) {
    String source = data.oneOf("mixture", "uniform", "points", "mnist").orElse("mixture");
    Distribution distribution =
        switch (source) {
          case "points" -> new PointsFile(file(data));
          case "mnist" -> MnistSection.read(data);
          case "uniform" -> uniform(uniformSection(data));
          default -> mixture(mixtureSection(data));
        };
    int samples = samples(data, distribution.isStored());
    data.finish();
    return data.build(() -> new DataConfig(distribution, samples));
  }

  private static int samples(Section data, boolean stored) {
    boolean all = stored && data.text("samples").map("all"::equals).orElse(true);
    return all ? Distribution.ALL : data.integer("samples", 2, DataConfig.DEFAULT_SAMPLES);
  }

  private static Path file(Section data) {
    return data.path("points").orElseThrow(() -> data.missing("points", "a file"));
  }

  private static Section mixtureSection(Section data) {
    return data.node("mixture").orElse(null) instanceof Scalar text
        ? Section.of(CompactForm.parameters(text), data.name("mixture"))
        : data.section("mixture");
  }

  private static Section uniformSection(Section data) {
    return data.node("uniform").orElse(null) instanceof Scalar text
        ? Section.of(shape(text), data.name("uniform"))
        : data.section("uniform");
  }

  /** "ball:d=2,radius=1.0" as a section. */
  static Mapping shape(Scalar text) {
    CompactForm form = CompactForm.of(text);
    form.parameters().put("shape", text.origin(), new Scalar(form.name(), false, text.origin()));
    return form.parameters();
  }

  private static Distribution mixture(Section s) {
    GaussianMixture standard = DataConfig.DEFAULT_MIXTURE;
    int d = s.integer("d", 1, standard.dimension());
    int clusters = s.integer("clusters", 1, standard.clusters());
    double spread = s.number("spread", standard.spread());
    double width = s.number("width", standard.width());
    s.finish();
    return s.build(() -> new GaussianMixture(d, clusters, spread, width));
  }

  private static Distribution uniform(Section s) {
    String shape = s.word("shape", SHAPES, "ball");
    int d = s.integer("d", 1, 2);
    if (shape.equals("cube")) {
      double side = s.number("side", 1.0);
      s.finish();
      return s.build(() -> new UniformCube(d, side));
    }
    double radius = s.number("radius", 1.0);
    s.finish();
    return s.build(
        () -> shape.equals("ball") ? new UniformBall(d, radius) : new UniformSphere(d, radius));
  }
}
