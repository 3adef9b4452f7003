package trace_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/record/trace"
)

// TestADiffIsABlock: an answer of several lines is a block of code in each form, on the sheet and in its solutions.
func TestADiffIsABlock(t *testing.T) {
	q := &predict.Question{Kind: predict.Mend, Text: "Which?", Answers: []predict.Answer{
		{Text: "-   4  a()\n+      b()"}, {Text: "One line"}}}
	s := &trace.Sheet{Sheet: &predict.Sheet{Program: scenetest.Shipped(t, "one-condition"),
		Questions: []*predict.Question{q}}, Title: "t", Answers: true}
	var text, md, tex bytes.Buffer
	for _, err := range []error{trace.WriteSheetText(&text, s), trace.WriteSheetMarkdown(&md, s),
		trace.WriteSheetTeX(&tex, s)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ got, want string }{
		{text.String(), "     a)\n          -   4  a()\n          +      b()\n     b) One line"},
		{text.String(), "     a)\n          -   4  a()\n          +      b()\n   "},
		{md.String(), "- [ ] **a**\n\n  ```diff\n  -   4  a()\n  +      b()\n  ```\n- [ ] **b** One line"},
		{md.String(), "a)\n\n```diff\n-   4  a()\n+      b()\n```\n"},
		{tex.String(), "\\item[a)] {\\small\\ttfamily\\obeylines\n\\mbox{-\\ \\ \\ 4\\ \\ a()}\n\\mbox{+"},
		{tex.String(), "a)\n\n{\\small\\ttfamily\\obeylines\n\\mbox{-"},
	} {
		if !strings.Contains(c.got, c.want) {
			t.Errorf("%q is not in\n%s", c.want, c.got)
		}
	}
}
