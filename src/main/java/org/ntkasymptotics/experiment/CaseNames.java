package org.ntkasymptotics.experiment;

import java.util.Locale;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.CovarianceGpTarget;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.data.Target;

/** Names of cases, for tables and files. */
final class CaseNames {
  private CaseNames() {}

  static String of(Target target) {
    if (target instanceof BallTarget) {
      return "ball";
    }
    return target instanceof NetworkGpTarget || target instanceof CovarianceGpTarget
        ? "GP"
        : "file";
  }

  /** Lower-case letters, digits and dashes. */
  static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
