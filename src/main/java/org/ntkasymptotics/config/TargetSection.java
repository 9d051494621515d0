package org.ntkasymptotics.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ntkasymptotics.config.Node.Mapping;
import org.ntkasymptotics.config.Node.Scalar;
import org.ntkasymptotics.config.Node.Sequence;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.CovarianceGpTarget;
import org.ntkasymptotics.data.LabelTarget;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.data.ResidualFile;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.ReluCovariance;

/** Section {@code target}: one initial error or a list of them. */
final class TargetSection {
  private static final String KEY = "target";

  /** The process of kernels that are of no network. */
  private static final AngleKernel RELU =
      new ReluCovariance(KernelSection.SIGMA, KernelSection.SIGMA);

  private TargetSection() {}

  /**
   * Reads the targets.
   *
   * @param kernel a Gaussian process is that of the networks which it is of, with its σ_w and σ_b
   *     unless the process says otherwise
   * @param otherwise the targets if none are written
   */
  static List<Target> read(Section root, NtkKernel kernel, List<Target> otherwise) {
    if (!root.has(KEY)) {
      return otherwise;
    }
    List<Target> targets = new ArrayList<>();
    Node node = root.node(KEY).orElse(null);
    if (node instanceof Sequence sequence) {
      for (Node item : sequence.items()) {
        targets.add(target(item, kernel));
      }
    } else if (node instanceof Scalar text && text.text().equals("none")) {
      return List.of();
    } else if (node != null) {
      targets.add(target(node, kernel));
    }
    return targets;
  }

  private static Target target(Node node, NtkKernel kernel) {
    Section s = Section.of(node instanceof Scalar text ? expanded(text) : node, KEY);
    String kind =
        s.oneOf("ball", "gp", "label", "file")
            .orElseThrow(
                () -> {
                  s.finish();
                  return new ConfigException(
                      node.origin().at(KEY)
                          + "expected ball, gp, label or file, got "
                          + node.shown());
                });
    s.finish();
    return switch (kind) {
      case "ball" -> ball(s.section("ball"));
      case "gp" -> process(s.section("gp"), kernel);
      case "label" -> label(s.section("label"));
      default -> s.build(() -> new ResidualFile(file(s)));
    };
  }

  private static Path file(Section s) {
    return s.path("file").orElseThrow(() -> s.missing("file", "a file"));
  }

  /** "ball:radius=1.0", "gp", "gp:exact", "file:NAME" as a mapping. */
  static Mapping expanded(Scalar text) {
    Mapping mapping = Mapping.empty(text.origin());
    if (text.text().startsWith("file:")) {
      String name = text.text().substring("file:".length());
      mapping.put("file", text.origin(), new Scalar(name, false, text.origin()));
    } else {
      CompactForm form = CompactForm.of(text);
      mapping.put(form.name(), text.origin(), form.parameters());
    }
    return mapping;
  }

  private static Target ball(Section s) {
    double radius = s.number("radius", 1.0);
    List<Double> center = s.numbers("center");
    s.finish();
    return s.build(() -> new BallTarget(radius, center));
  }

  private static Target label(Section s) {
    String word =
        s.oneOf("one", "parity", "value")
            .orElseThrow(() -> s.missing("one", "one=DIGIT, parity or value"));
    LabelTarget.Code code = LabelTarget.Code.valueOf(word.toUpperCase(Locale.ROOT));
    int digit = -1;
    if (code == LabelTarget.Code.ONE) {
      digit = (int) s.integer(word, 0, 9, 0);
    } else if (!s.flag(word, true)) {
      throw s.refuse(word, "true", s.node(word).orElseThrow());
    }
    boolean centered = s.flag("centered", code == LabelTarget.Code.VALUE);
    s.finish();
    int one = digit;
    return s.build(() -> new LabelTarget(code, one, centered));
  }

  private static Target process(Section s, NtkKernel kernel) {
    AngleKernel own = kernel instanceof AngleKernel angular ? angular.covariance() : RELU;
    boolean exact = s.flag("exact", !NetworkGpTarget.draws(own) && !s.has("width"));
    int width = s.integer("width", 1, NetworkGpTarget.DEFAULT_WIDTH);
    if (exact && s.has("width")) {
      throw new ConfigException(
          s.node("width")
                  .orElseThrow(() -> s.missing("width", "a number"))
                  .origin()
                  .at(s.name("width"))
              + "expected exact or width, got both: an exact draw is of infinite width");
    }
    double sigmaW = s.number("sigma-w", own.sigmaW());
    double sigmaB = s.number("sigma-b", own.sigmaB());
    s.finish();
    return s.build(
        () -> {
          AngleKernel covariance =
              ((AngleKernel) NtkKernel.from(own.spec(), sigmaW, sigmaB)).covariance();
          return exact
              ? new CovarianceGpTarget(covariance)
              : new NetworkGpTarget(width, covariance);
        });
  }
}
