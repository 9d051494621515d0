package org.ntkasymptotics.config;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The figures of the paper that can be drawn; each is one {@code Figure} of the experiments. */
public enum FigureName {
  /** Loss, eigenvalues and partial sums of a shallow network, d = 2 and 4. */
  ONE("1"),
  /** Eigenvalues for several d and M: the whole kernel, its singular part, the law. */
  TWO("2"),
  /** Loss and eigenvalues for several activations. */
  THREE_A("3a"),
  /** Loss and eigenvalues of deep networks. */
  THREE_B("3b"),
  /** Loss and eigenvalues of a mean-field network at several times of its training. */
  THREE_C("3c"),
  /** Loss, eigenvalues and partial sums for the handwritten digits of MNIST. */
  THREE_D("3d");

  private final String word;

  FigureName(String word) {
    this.word = word;
  }

  /** The word on the command line and in files. */
  public String word() {
    return word;
  }

  /** Whether it is about the MNIST digits and needs their files. */
  public boolean isOfDigits() {
    return this == THREE_D;
  }

  /** The words of all. */
  public static List<String> words() {
    return Arrays.stream(values()).map(FigureName::word).toList();
  }

  static FigureName from(String word) {
    return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst().orElseThrow();
  }

  /** The words, for the command line's help and completion. */
  public static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return words().iterator();
    }
  }
}
