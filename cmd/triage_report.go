package cmd

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"audiensi/domain/triage"
	"audiensi/domain/triage/linear"
)

// writeEvaluation prints an evaluation as tables.
func writeEvaluation(to io.Writer, e linear.Evaluation) {
	writeReport(to, "category", e.Categories)
	fmt.Fprintf(to, "macro-F1 %.3f (%.3f where only the first of two categories counts), accuracy %.3f, expected calibration error %.3f\n\n",
		e.Categories.MacroF1, e.Strict, e.Categories.Accuracy, e.Calibration)
	if len(e.Classes.Labels) > 0 {
		writeReport(to, "class", e.Classes)
		fmt.Fprintf(to, "macro-F1 %.3f, accuracy %.3f\n\n", e.Classes.MacroF1, e.Classes.Accuracy)
	}
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "answered\tconfidence from\tright\t")
	for _, c := range e.Abstention {
		fmt.Fprintf(w, "%.0f %%\t%.3f\t%.3f\t\n", 100*c.Share, c.Confidence, c.Right)
	}
	_ = w.Flush() // as the rest, to a terminal or a file
	if e.Splits.Several > 0 {
		fmt.Fprintf(to, "\nsplits: %d proposed, precision %.3f; %d examples put several matters, recall %.3f\n",
			e.Splits.Proposed, e.Splits.Precision, e.Splits.Several, e.Splits.Recall)
	}
}

// writeReport prints the quality of each label and the confusion matrix: a row
// for each truth, a column for each label that was said.
func writeReport(to io.Writer, what string, r linear.Report) {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "%s\texamples\tprecision\trecall\tF1\t", what)
	for i := range r.Labels {
		fmt.Fprintf(w, "said %d\t", i+1)
	}
	fmt.Fprintln(w)
	for i, l := range r.Labels {
		fmt.Fprintf(w, "%d %s\t%d\t%.3f\t%.3f\t%.3f\t", i+1, l.Name, l.Support, l.Precision, l.Recall, l.F1)
		for _, n := range r.Confusion[i] {
			fmt.Fprintf(w, "%d\t", n)
		}
		fmt.Fprintln(w)
	}
	_ = w.Flush()
}

// writeVersions lists model versions; the built-in one is always there.
func writeVersions(to io.Writer, active string, list []triage.Version) {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\tversion\ttrained\texamples\tconfirmed\tmacro-F1\tclass macro-F1")
	mark := func(name string) string {
		if name == active {
			return "*"
		}
		return ""
	}
	builtin, _ := triage.Builtin()
	fmt.Fprintf(w, "%s\t%s\tcomes with the program\t\t\t\t\n", mark(builtin), builtin)
	for _, v := range list {
		if v.Name != builtin {
			fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%d\t%.3f\t%.3f\n", mark(v.Name), v.Name, v.CreatedAt.Format(time.DateTime), v.Examples, v.Confirmed,
				v.Evaluation.Categories.MacroF1, v.Evaluation.Classes.MacroF1)
		}
	}
	_ = w.Flush()
}
