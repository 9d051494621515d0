package org.ntkasymptotics.backend.cpu;

/** Whether this JVM has jdk.incubator.vector, which the classes named Vector… need. */
final class VectorModule {
  private VectorModule() {}

  /** Whether the vector classes can be loaded. */
  static boolean present() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** How the loops run in this JVM, in words. */
  static String kind() {
    return present()
        ? VectorPolynomials.bits() + " bit (jdk.incubator.vector)"
        : "plain Java (jdk.incubator.vector not in this JVM; start with ./ntk)";
  }
}
