package org.ntkasymptotics.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which Python runs the peers: a system often has several, and the libraries are in one. */
public final class PeerPython {
  private static final List<String> USUAL = List.of("python3", "/usr/bin/python3");
  private static final double PATIENCE = 60;
  private static final String COUNT =
      "import importlib.util as u; print(sum(u.find_spec(m) is not None for m in"
          + " ('numpy', 'scipy', 'sklearn', 'torch', 'jax', 'cupy')))";

  private PeerPython() {}

  /**
   * The one asked for, else of the usual ones that which has most of the peers' libraries.
   *
   * @throws IllegalArgumentException if there is none that runs
   */
  public static String chosen(Optional<String> asked) {
    try (Children children = new Children()) {
      if (asked.isPresent() && libraries(children, asked.get()) < 0) {
        throw new IllegalArgumentException("--python " + asked.get() + " is no Python that runs");
      }
      return asked.orElseGet(() -> usual(children));
    }
  }

  private static String usual(Children children) {
    String best = "";
    int most = -1;
    for (String python : USUAL) {
      int libraries = libraries(children, python);
      if (libraries > most) {
        best = python;
        most = libraries;
      }
    }
    if (most < 0) {
      throw new IllegalArgumentException(
          "--peers needs Python: expected python3 on the path, or --python FILE");
    }
    return best;
  }

  /** How many of the libraries a Python has; −1 if it does not run. */
  private static int libraries(Children children, String python) {
    try {
      Children.Ended ended = children.run(List.of(python, "-c", COUNT), Map.of(), PATIENCE);
      String said = ended.printed().strip();
      return ended.code() == 0 && said.matches("[0-9]+") ? Integer.parseInt(said) : -1;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }
}
