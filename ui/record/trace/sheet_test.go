package trace_test

import (
	"io"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/record/trace"
)

// TestCodeInAnAnswerIsCode: a change of one line of the scene stands between backquotes in Markdown, which are no signs
// there.
func TestCodeInAnAnswerIsCode(t *testing.T) {
	sheet, err := predict.Make(t.Context(), "", scenetest.Text(t, "one-condition"), predict.Options{Count: 1, Seed: 4,
		Kinds: []predict.Kind{predict.Mend}})
	if err != nil || len(sheet.Questions) == 0 {
		t.Fatal(err, sheet)
	}
	var out strings.Builder
	if err := trace.WriteSheetMarkdown(&out, &trace.Sheet{Sheet: sheet, Title: "one", Answers: true}); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	if strings.Contains(text, "\\`") || strings.Count(text, "`signal(changed)`") < 2 {
		t.Errorf("code is none in\n%s", text)
	}
}

// TestCodeInAQuestionIsCode: a change that is supposed, too.
func TestCodeInAQuestionIsCode(t *testing.T) {
	sheet, err := predict.Make(t.Context(), "", scenetest.Text(t, "one-condition"), predict.Options{Count: 8, Seed: 3,
		Kinds: []predict.Kind{predict.Verdict}})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := trace.WriteSheetMarkdown(&out, &trace.Sheet{Sheet: sheet, Title: "one", Answers: true}); err != nil {
		t.Fatal(err)
	}
	if text := out.String(); strings.Contains(text, "\\`") || !strings.Contains(text, "says `") {
		t.Errorf("code is none in\n%s", text)
	}
}

// TestASheetSaysWhyItIsShort: where a run is too short for as many questions as were wanted, it stands at the head.
func TestASheetSaysWhyItIsShort(t *testing.T) {
	sheet, err := predict.Make(t.Context(), "", scenetest.Text(t, "signal-is-not-remembered"),
		predict.Options{Count: 40, Seed: 1})
	if err != nil || len(sheet.Short) != 1 {
		t.Fatal(err, sheet)
	}
	for _, write := range []func(io.Writer, *trace.Sheet) error{trace.WriteSheetText, trace.WriteSheetMarkdown,
		trace.WriteSheetTeX} {
		var out strings.Builder
		if err := write(&out, &trace.Sheet{Sheet: sheet, Title: "short"}); err != nil {
			t.Fatal(err)
		}
		if say := " questions: in 4 steps of the run nothing else was found"; !strings.Contains(out.String(), say) {
			t.Errorf("it does not say%s:\n%s", say, out.String())
		}
	}
}
