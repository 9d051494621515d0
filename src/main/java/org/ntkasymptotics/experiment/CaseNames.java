package org.ntkasymptotics.experiment;

import java.util.Locale;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.CovarianceGpTarget;
import org.ntkasymptotics.data.LabelTarget;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.data.Target;

/** Names of cases, for tables and files. */
final class CaseNames {
  private CaseNames() {}

  static String of(Target target) {
    if (target instanceof BallTarget) {
      return "ball";
    }
    if (target instanceof LabelTarget label) {
      return label(label);
    }
    return target instanceof NetworkGpTarget || target instanceof CovarianceGpTarget
        ? "GP"
        : "file";
  }

  private static String label(LabelTarget label) {
    String centred = label.centered() ? " centred" : "";
    return switch (label.code()) {
      case ONE -> "digit " + label.digit() + centred;
      case PARITY -> "parity" + centred;
      case VALUE -> "value" + centred;
    };
  }

  /** Lower-case letters, digits and dashes. */
  static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
