package org.ntkasymptotics.experiment;

import java.util.List;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.ArrayDigest;
import org.ntkasymptotics.report.RunDirectory;

/**
 * What a staged measurement is of, as a digest in {@code FOLDER/inputs.txt}: points and residuals
 * are drawn or read again when a run goes on, and a file may have changed meanwhile.
 *
 * @param directory of the run
 * @param folder of the measurement
 * @param digest of its inputs, as in the file
 */
record StagedInputs(RunDirectory directory, String folder, String digest) {

  /** Of a kernel on points with residuals. */
  static StagedInputs of(
      RunDirectory directory,
      String folder,
      NtkKernel kernel,
      Dataset data,
      List<double[]> residuals) {
    ArrayDigest digest = new ArrayDigest().add(data.points().array());
    residuals.forEach(digest::add);
    if (kernel instanceof EmpiricalNtk empirical) {
      digest.add(empirical.network().parameters());
    }
    return new StagedInputs(directory, folder, digest.toHex() + "\n");
  }

  /** Whether what is staged is of these inputs. */
  boolean areKept() {
    return directory.has(piece()) && directory.readText(piece()).equals(digest);
  }

  /** Says that what is staged is of these inputs. */
  void keep() {
    directory.writeText(piece(), digest);
  }

  private String piece() {
    return folder + "/inputs.txt";
  }
}
