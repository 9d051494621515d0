package org.ntkasymptotics.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody who misspelt a word probably meant. */
public final class NearestWord {
  private NearestWord() {}

  /**
   * The shortest known word that starts with at least three letters met; else the known word at the
   * smallest edit distance, if that is at most a third of its length + 1.
   */
  public static Optional<String> to(String word, Collection<String> known) {
    if (word.length() >= 3 && known.stream().anyMatch(k -> k.startsWith(word))) {
      return known.stream()
          .filter(k -> k.startsWith(word))
          .min(Comparator.comparingInt(String::length));
    }
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(word, candidate);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = candidate;
      }
    }
    return best != null && bestDistance <= 1 + best.length() / 3
        ? Optional.of(best)
        : Optional.empty();
  }

  /** Edit distance: insertions, deletions, replacements and swaps of neighbours count 1. */
  static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > b.length()) {
      return Integer.MAX_VALUE;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
