package org.ntkasymptotics.config;

import java.util.List;
import org.ntkasymptotics.config.Node.Scalar;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.kernel.ReluNtkSingular;

/** Section {@code kernel}. */
final class KernelSection {
  static final List<String> NAMES = List.of("relu-ntk", "relu-covariance", "relu-ntk-singular");
  private static final List<String> PLANNED = List.of("power-ntk", "deep-relu-ntk", "empirical");

  private KernelSection() {}

  static NtkKernel read(Section root) {
    Section s =
        root.node("kernel").orElse(null) instanceof Scalar text
            ? Section.of(asMapping(text), root.name("kernel"))
            : root.section("kernel");
    String name = name(s);
    double sigmaW = s.number("sigma-w", 1.0);
    double sigmaB = s.number("sigma-b", 1.0);
    if (!(sigmaW > 0)) {
      throw s.refuse("sigma-w", "a number > 0", s.node("sigma-w").orElseThrow());
    }
    if (!(sigmaB >= 0)) {
      throw s.refuse("sigma-b", "a number >= 0", s.node("sigma-b").orElseThrow());
    }
    s.finish();
    return s.build(
        () ->
            switch (name) {
              case "relu-covariance" -> new ReluCovariance(sigmaW, sigmaB);
              case "relu-ntk-singular" -> new ReluNtkSingular(sigmaW, sigmaB);
              default -> new ReluNtk(sigmaW, sigmaB);
            });
  }

  /** A kernel written as its name alone, as a section. */
  static Node.Mapping asMapping(Scalar text) {
    Node.Mapping mapping = Node.Mapping.empty(text.origin());
    mapping.put("name", text.origin(), text);
    return mapping;
  }

  private static String name(Section s) {
    Node node = s.node("name").orElse(null);
    if (!(node instanceof Scalar text)) {
      return s.word("name", NAMES, NAMES.get(0));
    }
    String stem = text.text().split(":", 2)[0];
    if (PLANNED.contains(stem)) {
      checkTrace(text, stem, s.name("name"));
      throw new ConfigException(
          (node.origin().at(s.name("name")) + "kernel " + stem + " is not built yet, expected ")
              + String.join(" | ", NAMES));
    }
    if (!NAMES.contains(text.text())) {
      String hint =
          NearestWord.to(text.text(), NAMES).map(n -> " (did you mean " + n + "?)").orElse("");
      ConfigException refusal = s.refuse("name", String.join(" | ", NAMES), node);
      throw new ConfigException(refusal.getMessage() + hint);
    }
    return text.text();
  }

  /** q ≤ 1/2 is wrong whether the kernel is built or not: it has no trace. */
  private static void checkTrace(Scalar text, String stem, String key) {
    if (!stem.equals("power-ntk") || text.text().indexOf(':') < 0) {
      return;
    }
    Section parameters = Section.of(CompactForm.of(text).parameters(), key);
    double q = parameters.number("q", 1.0);
    if (!(q > 0.5)) {
      throw parameters.refuse(
          "q",
          "q > 1/2 (with q <= 1/2 the kernel has no trace)",
          parameters.node("q").orElseThrow());
    }
  }
}
