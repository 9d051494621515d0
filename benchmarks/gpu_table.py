"""The results of gpu_acceptance.py as tables to read."""


def markdown(report):
    suite = report["contract suite"]
    smi = report["nvidia-smi"]
    lines = [
        f"# CUDA back end on {report['device']}, {report['date']}", "",
        f"Revision {report['revision']}; driver {smi.get('driver_version', 'unknown')}; "
        f"{', '.join(f'{k} {v}' for k, v in report['doctor']['backend'].items() if k != 'name')}.", "",
        f"Contract tests: {'passed' if suite['passed'] else 'FAILED'} "
        f"({', '.join(f'{suite[w]} {w}' for w in ('successful', 'failed', 'aborted') if w in suite)}); "
        f"all of it took {report.get('seconds', 0):.0f} s.", ""]
    if report.get("ceilings"):
        lines += ["| ceiling, measured in this run | value |", "|---|---|"]
        lines += [f"| {name} | {value:.3g} |" for name, value in report["ceilings"].items()]
        lines.append("")
    if "ceilings failed" in report:
        lines += [f"Ceilings were not measured: {report['ceilings failed']}", ""]
    for comparison in report["comparisons"]:
        lines += section(comparison)
    return "\n".join(lines) + "\n"


def section(comparison):
    names = [name for name, note in comparison["peers"].items() if not note.startswith("not there")]
    shares = next((list(row["shares"]) for row in comparison["rows"] if row.get("shares")), [])
    lines = [f"## {comparison['what']}", ""]
    lines += [f"- {name}: {note}" for name, note in comparison["peers"].items()]
    head = ["M", "ours, s", *(f"times faster than {n} (lowest to highest)" for n in names),
            *(f"share of {s}" for s in shares)]
    lines += ["", "| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    for row in comparison["rows"]:
        if "median s" not in row:
            lines.append(f"| {row['size']} | {row['error']} |" + " |" * (len(head) - 2))
            continue
        cells = [str(row["size"]), f"{row['median s']:.4g}", *(ratio(row, n) for n in names)]
        cells += [f"{row['shares'][s]:.1%}" if s in row["shares"] else "" for s in shares]
        lines.append("| " + " | ".join(cells) + " |")
    lines += [f"\nWRONG at {row['size']}: {row['wrong']}" for row in comparison["rows"] if "wrong" in row]
    if "left out" in comparison:
        lines += ["", f"Left out: {comparison['left out']}."]
    return [*lines, ""]


def ratio(row, name):
    if name in row:
        r = row[name]
        return f"{r['times faster']:.3g} ({r['from']:.3g} to {r['to']:.3g})"
    return row.get("peer errors", {}).get(name, "not measured")
