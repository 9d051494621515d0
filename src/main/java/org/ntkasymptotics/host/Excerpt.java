package org.ntkasymptotics.host;

/** What was met in a file or an option, so that a message about it stays one short line. */
public final class Excerpt {
  private static final int LONGEST = 80;

  private Excerpt() {}

  /** The first characters of a text, "..." if there are more; control characters as "?". */
  public static String of(String text) {
    String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    return start.replaceAll("\\p{Cntrl}", "?");
  }
}
