package org.ntkasymptotics.cli;

import java.util.Map;
import org.ntkasymptotics.experiment.SmallFigures;

/** The program, with figures that take seconds. */
final class SmallFigureProgram {
  private SmallFigureProgram() {}

  /** As {@link Main#main}. */
  public static void main(String[] args) {
    Console console = Console.ofProcess();
    Interrupts interrupts = Interrupts.install(console);
    System.exit(Main.run(args, console, interrupts, SmallFigures::of, Map.of()));
  }
}
