package org.ntkasymptotics.kernel;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A family of kernels as the user sees it: its name, how to say it, and how to build a member. Each
 * kernel's record holds its own; {@link KernelFamilies} lists them.
 *
 * @param name "relu-ntk"
 * @param form an example with all parameters, "power-ntk:q=1.5", for help and errors
 * @param said what is said of a member besides
 * @param builder makes a kernel
 */
public record KernelFamily(String name, String form, Said said, Builder builder) {

  /** What is said of a kernel besides its family's name. */
  public enum Said {
    /** σ_w and σ_b, and key=value behind the name. */
    SCALES_AND_KEYS,
    /** key=value behind the name. */
    KEYS,
    /** The path of a file behind the name. */
    PATH
  }

  /** Makes a kernel; refuses values outside the domain by an IllegalArgumentException. */
  @FunctionalInterface
  public interface Builder {
    /** The kernel for what was said behind the name, σ_w and σ_b. */
    NtkKernel build(KernelArguments arguments, double sigmaW, double sigmaB);
  }

  /** A family with σ_w and σ_b. */
  static KernelFamily withScales(String name, String form, Builder builder) {
    return new KernelFamily(name, form, Said.SCALES_AND_KEYS, builder);
  }

  /** A family without σ_w and σ_b. */
  static KernelFamily withoutScales(
      String name, String form, Function<KernelArguments, NtkKernel> builder) {
    return new KernelFamily(name, form, Said.KEYS, (arguments, w, b) -> builder.apply(arguments));
  }

  /** A family whose members are in files. */
  static KernelFamily ofFile(String name, String form, Function<Path, NtkKernel> builder) {
    return new KernelFamily(
        name, form, Said.PATH, (arguments, w, b) -> builder.apply(arguments.path()));
  }

  /** Whether it has σ_w and σ_b. */
  public boolean scaled() {
    return said == Said.SCALES_AND_KEYS;
  }

  /** Whether its members are in files. */
  public boolean readsFile() {
    return said == Said.PATH;
  }

  /** The names of its parameters; none for one that is read from a file. */
  public List<String> parameters() {
    int colon = form.indexOf(':');
    return colon < 0 || readsFile()
        ? List.of()
        : Arrays.stream(form.substring(colon + 1).split(",", -1))
            .map(part -> part.substring(0, part.indexOf('=')))
            .toList();
  }

  /**
   * The kernel of this family.
   *
   * @throws IllegalArgumentException for keys that it does not know and values outside the domain
   */
  NtkKernel build(KernelArguments arguments, double sigmaW, double sigmaB) {
    try {
      NtkKernel kernel = builder.build(arguments, sigmaW, sigmaB);
      arguments.finish();
      return kernel;
    } catch (KernelArguments.UnusableException e) {
      throw new IllegalArgumentException(e.getMessage() + " (it is written like " + form + ")", e);
    }
  }
}
