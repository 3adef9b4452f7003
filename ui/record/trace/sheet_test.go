package trace_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/record/trace"
)

// TestCodeInAnAnswerIsCode: a change of the scene stands between backquotes in Markdown, which are no signs there.
func TestCodeInAnAnswerIsCode(t *testing.T) {
	sheet, err := predict.Make(t.Context(), "", scenetest.Text(t, "one-condition"), predict.Options{Count: 1, Seed: 3,
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
