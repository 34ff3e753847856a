package cmd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"audiensi/domain/triage"
	"audiensi/domain/triage/examples"
	"audiensi/domain/triage/linear"
	"audiensi/domain/usecase"
	"audiensi/repository"

	"github.com/spf13/cobra"
)

func triageCommand() *cobra.Command {
	return group("triage", "The model that proposes category and class", triageTrain(), triageEvaluate(), triageModels(), triageActivate())
}

// trainFlags are what a training can be told.
type trainFlags struct {
	file    string
	builtin bool
	skipBad bool
	out     string
}

func triageTrain() *cobra.Command {
	var f trainFlags
	c := &cobra.Command{Use: "train", Short: "Train a new model version from examples and confirmed questions",
		Long: "Train a new model version from the built-in examples and the questions that moderators have categorised, or from a\n" +
			"file (JSONL, CSV or XLSX with text, category and, optionally, class). The version is stored and not in force until\n" +
			"`triage activate` says so.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if f.builtin {
				return trainBuiltin(c, f)
			}
			return withHouse(c.Context(), func(h *house) error { return trainStored(c, h, f) })
		}}
	c.Flags().StringVar(&f.file, "file", "", "learn from this file alone")
	c.Flags().BoolVar(&f.skipBad, "skip-bad", false, "leave out rows of the file that cannot be used")
	c.Flags().BoolVar(&f.builtin, "builtin", false, "learn from the built-in examples alone, without a database; needs --out")
	c.Flags().StringVar(&f.out, "out", "", "also write the model to this file")
	c.MarkFlagsMutuallyExclusive("builtin", "file")
	return c
}

// trainBuiltin makes the file of the built-in model.
func trainBuiltin(c *cobra.Command, f trainFlags) error {
	if f.out == "" {
		return fmt.Errorf("--builtin needs --out")
	}
	n, err := newNormaliser()
	if err != nil {
		return err
	}
	list, err := examples.Builtin()
	if err != nil {
		return err
	}
	trained, err := triage.Train(n, list, trainingBar())
	if err != nil {
		return err
	}
	return os.WriteFile(f.out, trained.Model.Encode(), 0o644)
}

func trainStored(c *cobra.Command, h *house, f trainFlags) error {
	list, confirmed, err := trainingExamples(c.Context(), c.ErrOrStderr(), h.app, f)
	if err != nil {
		return err
	}
	v, err := h.app.TrainModel(c.Context(), operator, h.engines.Normaliser(), list, confirmed, trainingBar())
	if err != nil {
		return readableError(err)
	}
	if f.out != "" {
		if err := os.WriteFile(f.out, v.Data, 0o644); err != nil {
			return err
		}
	}
	fmt.Fprintf(c.OutOrStdout(), "%s: %d examples, %d of them confirmed questions\n\n", v.Name, v.Examples, v.Confirmed)
	writeEvaluation(c.OutOrStdout(), v.Evaluation)
	fmt.Fprintf(c.OutOrStdout(), "\nNot in force yet: audiensi triage activate %s\n", v.Name)
	return nil
}

// trainingExamples are the file's, or the built-in ones and then the confirmed
// questions.
func trainingExamples(ctx context.Context, warn io.Writer, app *usecase.App, f trainFlags) (list []examples.Example, confirmed int, err error) {
	if f.file != "" {
		list, err := readExamples(warn, f.file, f.skipBad)
		return list, 0, err
	}
	builtin, err := examples.Builtin()
	if err != nil {
		return nil, 0, err
	}
	own, err := app.ConfirmedExamples(ctx)
	return append(append([]examples.Example(nil), builtin...), own...), len(own), err
}

func trainingBar() func(done, total int) {
	b := &bar{}
	return func(done, total int) {
		if b.bar == nil {
			b.Stage("train", total)
		}
		b.Done(done)
		if done == total {
			b.finish()
		}
	}
}

func triageEvaluate() *cobra.Command {
	var asJSON, skipBad bool
	var version, file string
	c := &cobra.Command{Use: "evaluate FILE", Short: "Say how good a model is on the examples of a file",
		Long: "Say how good a model is on the examples of a file (JSONL, CSV or XLSX with text, category and, optionally, class).\n" +
			"Where no version or model file is named, it is the version in force if there is a database, else the built-in one.",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			list, err := readExamples(c.ErrOrStderr(), args[0], skipBad)
			if err != nil {
				return err
			}
			name, data, err := chosenModel(c.Context(), version, file)
			if err != nil {
				return err
			}
			n, err := newNormaliser()
			if err != nil {
				return err
			}
			e, err := triage.Evaluate(n, data, list)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if asJSON {
				return json.NewEncoder(c.OutOrStdout()).Encode(struct {
					Model string `json:"model"`
					linear.Evaluation
				}{name, e})
			}
			fmt.Fprintf(c.OutOrStdout(), "%s on %d examples\n\n", name, e.Examples)
			writeEvaluation(c.OutOrStdout(), e)
			return nil
		}}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().BoolVar(&skipBad, "skip-bad", false, "leave out rows that cannot be used")
	c.Flags().StringVar(&version, "model", "", "a stored version")
	c.Flags().StringVar(&file, "model-file", "", "a file that `triage train --out` wrote")
	c.MarkFlagsMutuallyExclusive("model", "model-file")
	return c
}

// chosenModel returns the model that is asked for.
func chosenModel(ctx context.Context, version, file string) (name string, data []byte, err error) {
	builtin, builtinData := triage.Builtin()
	switch {
	case file != "":
		data, err := os.ReadFile(file)
		return file, data, err
	case version == builtin:
		return builtin, builtinData, nil
	}
	err = withHouse(ctx, func(h *house) error {
		return h.store.View(ctx, func(ctx context.Context, tx usecase.Tx) error {
			if version == "" {
				if version, err = tx.ActiveModel(ctx); err != nil || version == "" {
					name, data = builtin, builtinData
					return err
				}
			}
			v, err := tx.LoadModel(ctx, version)
			if err == nil {
				name, data = v.Name, v.Data
			}
			return err
		})
	})
	if version == "" && errors.Is(err, repository.ErrNoDatabase) {
		return builtin, builtinData, nil
	}
	return name, data, readableError(err)
}

func triageModels() *cobra.Command {
	return &cobra.Command{Use: "models", Short: "List the model versions", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return withHouse(c.Context(), func(h *house) error {
				var list []triage.Version
				err := h.store.View(c.Context(), func(ctx context.Context, tx usecase.Tx) (err error) {
					list, err = tx.ListModels(ctx)
					return err
				})
				if err != nil {
					return err
				}
				writeVersions(c.OutOrStdout(), h.engines.Version(), list)
				return nil
			})
		}}
}

func triageActivate() *cobra.Command {
	return &cobra.Command{Use: "activate VERSION", Short: "Put a model version in force", Args: cobra.ExactArgs(1),
		Long: "Put a model version in force, which is recorded as an event. Running servers take it up within five seconds; decisions\n" +
			"that were made stay as they are. The built-in version can be named too.",
		RunE: func(c *cobra.Command, args []string) error {
			return withHouse(c.Context(), func(h *house) error {
				v, err := h.app.SwitchModel(c.Context(), operator, args[0])
				if err != nil {
					return readableError(err)
				}
				fmt.Fprintf(c.OutOrStdout(), "%s is in force\n", v.Name)
				return nil
			})
		}}
}
