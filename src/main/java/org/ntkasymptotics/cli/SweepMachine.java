package org.ntkasymptotics.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.ntkasymptotics.backend.BackendUnavailableException;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.config.BackendConfig;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.SweepPoint;

/**
 * What runs one point of a sweep at a time: a CUDA device of several, or whatever each point asks
 * for.
 *
 * @param device index; empty: as each point says
 * @param first of several, and for the points that do not name several devices
 * @param share of the threads that each machine may use, as its inverse
 */
record SweepMachine(OptionalInt device, boolean first, int share) {

  /**
   * One machine for each device that points name beside others; else one for everything.
   *
   * @param most how many at most
   * @param progress hears what is left out
   */
  static List<SweepMachine> of(List<SweepPoint> points, int most, Progress progress) {
    TreeSet<Integer> devices = new TreeSet<>();
    points.stream()
        .map(SweepPoint::config)
        .filter(config -> config.backend().asksForSeveral())
        .distinct()
        .map(ExperimentConfig::backendOptions)
        .distinct()
        .forEach(options -> devices.addAll(Backends.cudaDevices(options, progress)));
    while (devices.size() > most) {
      progress.note("device " + devices.last() + " is left out: the Java heap has too little room");
      devices.pollLast();
    }
    if (devices.size() < 2) {
      return List.of(new SweepMachine(OptionalInt.empty(), true, 1));
    }
    List<SweepMachine> machines = new ArrayList<>();
    for (int index : devices) {
      machines.add(
          new SweepMachine(OptionalInt.of(index), index == devices.first(), devices.size()));
    }
    return machines;
  }

  /** What it is called. */
  String title() {
    return device.isPresent() ? "device " + device.getAsInt() : "";
  }

  /** Whether it is one for the point. */
  boolean takes(SweepPoint point) {
    BackendConfig asked = point.config().backend();
    return asked.asksForSeveral() ? asked.devices().allows(device.orElse(0)) : first;
  }

  /** The experiment as this machine runs it: the numbers are the same on every device. */
  ExperimentConfig own(ExperimentConfig config) {
    BackendConfig backend = config.backend();
    if (device.isEmpty() || !backend.asksForSeveral()) {
      return config;
    }
    int threads = Math.max(1, config.backendOptions().workers() / share);
    return config.withBackend(backend.on(device.getAsInt(), threads));
  }

  /** Whether it can still be opened. */
  boolean works(SweepPoint point) {
    try {
      Backends.open(own(point.config()).backendOptions(), Progress.NONE).close();
      return true;
    } catch (BackendUnavailableException e) {
      return false;
    }
  }
}
