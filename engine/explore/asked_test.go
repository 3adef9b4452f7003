package explore_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
)

// TestQuestionsThatCannotBeRead: a name that nobody has is an error, also where something goes wrong before it would
// have been asked.
func TestQuestionsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	fails := machine(t, scene("", "m mutex", "\nfunc one() {\n\tlock(m)\n\tlock(m)\n}\n", "spawn(one)"))
	for _, c := range []struct {
		never explore.Never
		want  string
	}{
		{explore.Never{Starves: "nobody"}, `nobody is named "nobody" at the beginning; ask for o1 or one`},
		{explore.Never{Marks: "nothing"}, `nobody makes a mark named "nothing"`},
	} {
		_, err := explore.Check(context.Background(), fails, explore.Options{Never: &c.never})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.never, err)
		}
	}
	v, err := explore.Check(context.Background(), fails, explore.Options{Never: &explore.Never{Starves: "one"}})
	if err != nil || v.Answer != explore.Fails {
		t.Errorf("%v, %s", err, v.Text)
	}
}

// TestNamesOfMarks: marks are named as English names them.
func TestNamesOfMarks(t *testing.T) {
	t.Parallel()
	e := machine(t, scene("", "n int", "\nfunc one() {\n\tfor {\n\t\tyield()\n\t}\n}\n", "spawn(one, 2)"))
	v, err := explore.Check(context.Background(), e, explore.Options{})
	if err != nil || !strings.HasSuffix(v.Ahead.Text, "could, by an end.") {
		t.Errorf("%v, %s", err, v.Ahead.Text)
	}
}
