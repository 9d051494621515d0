package org.ntkasymptotics.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.charset.StandardCharsets;

/**
 * Where the program writes.
 *
 * @param out standard output: results
 * @param err standard error: progress and errors
 * @param terminal whether {@code err} is a terminal, on which a line can be drawn anew
 * @param columns width of the terminal
 */
record Console(PrintStream out, PrintStream err, boolean terminal, int columns) {
  private static final int DEFAULT_COLUMNS = 80;

  /**
   * The process's own streams, in UTF-8. The launcher filters standard error, so it says by system
   * properties whether a terminal is behind it; without a launcher none is taken to be.
   */
  static Console ofProcess() {
    String terminal = System.getProperty("ntk.terminal");
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    boolean isTerminal = !dumb && Boolean.parseBoolean(terminal);
    return new Console(utf8(System.out), standardError(), isTerminal, columnsOfTerminal());
  }

  private static PrintStream utf8(OutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /**
   * The caller's standard error: the launcher keeps it as a descriptor of its own, because it
   * filters what the JVM itself says. Java can only be given a descriptor's number by reflection,
   * and only if the launcher opened java.io for it.
   */
  private static PrintStream standardError() {
    String number = System.getProperty("ntk.stderr", "");
    if (number.matches("[0-9]")) {
      try {
        var constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
        constructor.setAccessible(true);
        FileDescriptor descriptor = constructor.newInstance(Integer.parseInt(number));
        return utf8(new FileOutputStream(descriptor));
      } catch (ReflectiveOperationException | InaccessibleObjectException e) {
        return utf8(System.err);
      }
    }
    return utf8(System.err);
  }

  private static int columnsOfTerminal() {
    for (String text : new String[] {System.getProperty("ntk.columns"), System.getenv("COLUMNS")}) {
      if (text != null && text.matches("[0-9]{1,4}") && Integer.parseInt(text) >= 20) {
        return Integer.parseInt(text);
      }
    }
    return DEFAULT_COLUMNS;
  }

  /** One line on standard error. */
  void say(String line) {
    err.println(line);
    err.flush();
  }
}
