package org.ntkasymptotics.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Ends the program at once on Ctrl-C and SIGTERM: says in one line what was saved, then lets the
 * signal itself end the process, so that the shell sees 130 or 143.
 *
 * <p>Neither {@code System.exit} nor {@code Runtime.halt} will do: both run the C library's exit
 * handlers, and OpenBLAS's waits for its threads for ever if a LAPACK call is running on several
 * (measured: not over after 8 s, twice out of twice; a raised signal took 0.03–0.25 s, eight times
 * out of eight). The JDK has no public way to raise a signal whose default action is restored; its
 * private one needs {@code --add-opens java.base/jdk.internal.misc=ALL-UNNAMED}, which the jar's
 * manifest and the launcher give. {@code sun.misc.Signal} is reached by reflection because javac
 * warns of it and the warning cannot be switched off.
 */
final class Interrupts {
  private static final String[] SIGNALS = {"INT", "TERM"};

  /** What to say when no experiment is running. */
  static final Supplier<String> NOTHING_TO_SAVE = () -> "nothing was kept";

  private final AtomicReference<Supplier<String>> farewell = new AtomicReference<>(NOTHING_TO_SAVE);

  private final AtomicBoolean ending = new AtomicBoolean();
  private final Console console;

  private Interrupts(Console console) {
    this.console = console;
  }

  /** Listens to nothing: for tests and other programs' processes. */
  static Interrupts none(Console console) {
    return new Interrupts(console);
  }

  /** Listens to Ctrl-C and SIGTERM from now on. */
  static Interrupts install(Console console) {
    Interrupts interrupts = new Interrupts(console);
    for (String name : SIGNALS) {
      interrupts.listen(name);
    }
    return interrupts;
  }

  /** What to do and say if an interrupt comes; done at most once. */
  void onInterrupt(Supplier<String> tidyAndSay) {
    farewell.set(tidyAndSay);
  }

  private void listen(String name) {
    try {
      Class<?> signalClass = Class.forName("sun.misc.Signal");
      Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
      Object signal = signalClass.getConstructor(String.class).newInstance(name);
      Method handle = signalClass.getMethod("handle", signalClass, handlerClass);
      int number = (int) signalClass.getMethod("getNumber").invoke(signal);
      Object byDefault = handlerClass.getField("SIG_DFL").get(null);
      Object mine =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(),
              new Class<?>[] {handlerClass},
              (proxy, method, arguments) -> {
                end(name, number, () -> handle.invoke(null, signal, byDefault));
                return null;
              });
      handle.invoke(null, signal, mine);
    } catch (ReflectiveOperationException e) {
      // Not this JVM, or the signal is ignored on purpose (nohup): then its own way must do.
      return;
    }
  }

  private interface Restore {
    void run() throws ReflectiveOperationException;
  }

  private void end(String name, int number, Restore restoreDefault) {
    if (ending.compareAndSet(false, true)) {
      sayFarewell(name);
    }
    try {
      restoreDefault.run();
      Method raise =
          Class.forName("jdk.internal.misc.Signal").getDeclaredMethod("raise0", int.class);
      raise.setAccessible(true);
      raise.invoke(null, number);
    } catch (ReflectiveOperationException | RuntimeException e) {
      Runtime.getRuntime().halt(ExitCode.SIGNAL + number);
    }
    // Only process 1 of a container survives its own signal.
    Runtime.getRuntime().halt(ExitCode.SIGNAL + number);
  }

  /** The words must not be late: tidying that hangs, on a dead disk, is left behind. */
  private void sayFarewell(String name) {
    Thread speaker =
        new Thread(
            () -> {
              String what = name.equals("INT") ? "interrupted" : "terminated";
              try {
                console.say("ntk: " + what + ", " + farewell.get().get());
              } catch (RuntimeException e) {
                console.say("ntk: " + what + "; tidying up failed: " + e.getMessage());
              }
            },
            "farewell");
    speaker.setDaemon(true);
    speaker.start();
    try {
      speaker.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
