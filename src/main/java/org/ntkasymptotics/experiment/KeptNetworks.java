package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.network.CheckpointFile;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.NetworkFile;
import org.ntkasymptotics.network.TrainingState;
import org.ntkasymptotics.report.RunDirectory;

/**
 * A training whose network is kept at several times, as pieces {@code network-t-10.npz} of the run
 * directory.
 *
 * @param staged where the state is kept on the way
 * @param directory of the run
 * @param folder of the pieces, "" or a name and a slash
 * @param keptTimes t
 */
record KeptNetworks(
    CheckpointFile staged, RunDirectory directory, String folder, List<Double> keptTimes)
    implements Checkpoints {

  @Override
  public Optional<TrainingState> latest() {
    return staged.latest();
  }

  @Override
  public double secondsBetween() {
    return staged.secondsBetween();
  }

  @Override
  public void save(TrainingState state) {
    staged.save(state);
  }

  /** Removes what only resuming needed. */
  void tidy() {
    staged.remove();
  }

  @Override
  public void keep(double time, FiniteNetwork network) {
    directory.write(piece(time), path -> NetworkFile.write(path, network));
  }

  private String piece(double time) {
    String text = time == Math.rint(time) ? String.valueOf((long) time) : String.valueOf(time);
    return folder + "network-t-" + text + ".npz";
  }

  /** The kernels of the networks that were kept, in the order of {@link #keptTimes}. */
  List<EmpiricalNtk> kernels() {
    List<EmpiricalNtk> kernels = new ArrayList<>();
    for (double time : keptTimes) {
      FiniteNetwork network = NetworkFile.read(directory.files().resolve(piece(time)));
      kernels.add(new EmpiricalNtk(piece(time), network));
    }
    return kernels;
  }
}
