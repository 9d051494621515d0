package org.ntkasymptotics.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.config.Node.Scalar;
import org.ntkasymptotics.kernel.KernelFamilies;
import org.ntkasymptotics.kernel.KernelFamily;
import org.ntkasymptotics.kernel.NtkKernel;

/**
 * Section {@code kernel}: its name, σ_w and σ_b, and its parameters, behind the name or as keys of
 * their own, which win.
 */
final class KernelSection {
  /** σ_w and σ_b unless said otherwise. */
  static final double SIGMA = 1.0;

  private KernelSection() {}

  /**
   * Reads the kernel.
   *
   * @param implied spec of the kernel if none is written
   */
  static NtkKernel read(Section root, Optional<String> implied) {
    Section s =
        root.node("kernel").orElse(null) instanceof Scalar text
            ? Section.of(asMapping(text), root.name("kernel"))
            : root.section("kernel");
    String spec = s.text("name").or(() -> implied).orElse(KernelFamilies.ALL.get(0).name());
    KernelFamily family = family(s, spec.split(":", 2)[0].strip());
    if (!family.scaled()) {
      refuseScale(s, "sigma-w", family);
      refuseScale(s, "sigma-b", family);
    }
    double sigmaW = s.number("sigma-w", SIGMA);
    double sigmaB = s.number("sigma-b", SIGMA);
    if (!(sigmaW > 0)) {
      throw s.refuse("sigma-w", "a number > 0", s.node("sigma-w").orElseThrow());
    }
    if (!(sigmaB >= 0)) {
      throw s.refuse("sigma-b", "a number >= 0", s.node("sigma-b").orElseThrow());
    }
    String full = withParameters(spec, family, s);
    s.finish();
    try {
      return NtkKernel.from(resolved(s, full, family), sigmaW, sigmaB);
    } catch (IllegalArgumentException e) {
      String key = named(e.getMessage(), family, s);
      Node node = s.node(key).orElseThrow();
      throw new ConfigException(node.origin().at(s.name(key)) + e.getMessage(), e);
    }
  }

  /** The spec with the parameters that have keys of their own. */
  private static String withParameters(String spec, KernelFamily family, Section s) {
    int colon = spec.indexOf(':');
    List<String> parts = new ArrayList<>();
    if (family.readsFile()) {
      return spec;
    }
    if (colon >= 0) {
      parts.addAll(List.of(spec.substring(colon + 1).split(",", -1)));
    }
    for (String parameter : family.parameters()) {
      Optional<String> value = s.text(parameter);
      if (value.isPresent()) {
        parts.removeIf(part -> part.split("=", 2)[0].strip().equals(parameter));
        parts.add(parameter + "=" + value.get());
      }
    }
    return parts.isEmpty() ? spec : family.name() + ":" + String.join(",", parts);
  }

  /** Which key a refusal is about: the parameter that it mentions, else the name. */
  private static String named(String message, KernelFamily family, Section s) {
    return family.parameters().stream()
        .filter(p -> s.node(p).isPresent() && message.matches("(.*\\W)?" + p + "\\W.*"))
        .findFirst()
        .orElse("name");
  }

  /** A relative path is meant from where it was written. */
  private static String resolved(Section s, String spec, KernelFamily family) {
    int colon = spec.indexOf(':');
    if (!family.readsFile() || colon < 0 || spec.substring(colon + 1).isBlank()) {
      return spec;
    }
    Path base = s.node("name").orElseThrow().origin().base();
    return family.name() + ":" + base.resolve(spec.substring(colon + 1).strip()).normalize();
  }

  /** A kernel written as its name alone, as a section. */
  static Node.Mapping asMapping(Scalar text) {
    Node.Mapping mapping = Node.Mapping.empty(text.origin());
    mapping.put("name", text.origin(), text);
    return mapping;
  }

  private static KernelFamily family(Section s, String name) {
    List<String> names = KernelFamilies.names();
    if (names.contains(name)) {
      return KernelFamilies.named(name);
    }
    Node node = s.node("name").orElseThrow();
    String hint = NearestWord.to(name, names).map(n -> " (did you mean " + n + "?)").orElse("");
    ConfigException refusal = s.refuse("name", String.join(" | ", names), node);
    throw new ConfigException(refusal.getMessage() + hint);
  }

  private static void refuseScale(Section s, String key, KernelFamily family) {
    s.node(key)
        .ifPresent(
            node -> {
              throw new ConfigException(
                  (node.origin().at(s.name(key)) + "the kernel " + family.name())
                      + (" has no " + key + ", remove it"));
            });
  }
}
