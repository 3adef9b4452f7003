package predict_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestTheScopeIsSaidOnce: where no schedule goes wrong it is said once as long as what that is so, in what a puzzle
// that was guessed ends with and in a solution.
func TestTheScopeIsSaidOnce(t *testing.T) {
	e := scenetest.Boot(t, scenetest.Shipped(t, "loop-instead-of-an-if"))
	v, err := explore.Check(context.Background(), e, explore.Options{Grain: program.GrainPass})
	if err != nil {
		t.Fatal(err)
	}
	all := []string{predict.Guess(e, &v).Why}
	s := sheetOf(t, "one-condition", predict.Options{Count: 12, Seed: 2, Kinds: []predict.Kind{predict.Verdict}})
	for _, q := range s.Questions {
		all = append(all, q.Why)
	}
	said := 0
	for _, why := range all {
		n := strings.Count(strings.ToLower(why), program.GrainPass.Scope(e.Policy()))
		if said += n; n > 1 {
			t.Errorf("it is said %d times: %s", n, why)
		}
	}
	if said == 0 {
		t.Errorf("it is not said in\n%s", strings.Join(all, "\n"))
	}
}

// TestAChangeIsNamedByItsLetter: a solution does not call a change otherwise than the sheet does, and writes each line
// of it as code of its own.
func TestAChangeIsNamedByItsLetter(t *testing.T) {
	for _, scene := range []string{"one-condition", "if-instead-of-a-loop"} {
		s := sheetOf(t, scene, predict.Options{Count: 4, Seed: 2, Kinds: []predict.Kind{predict.Mend}})
		for _, q := range s.Questions {
			all := q.Solution()
			told := strings.Join(all, "\n")
			if len(all) != 1+len(q.Answers) || strings.Contains(told, "change in line") {
				t.Errorf("%s: a change has another name:\n%s", scene, told)
			}
			for i, a := range q.Answers {
				if i != q.Right && !strings.Contains(told, "\n"+predict.Letter(i)+") With this change it fails: ") {
					t.Errorf("%s: nothing is said of %s:\n%s", scene, a.Text, told)
				}
				if strings.Contains(a.Text, " / ") || strings.Count(a.Text, "`")%2 != 0 {
					t.Errorf("%s: a line ends in the midst of code: %s", scene, a.Text)
				}
			}
		}
	}
}

// TestABeliefIsNoReason: what somebody may have believed stands behind the reason that it is not so.
func TestABeliefIsNoReason(t *testing.T) {
	for _, kind := range []predict.Kind{predict.Next, predict.Verdict} {
		s := sheetOf(t, "one-condition", predict.Options{Count: 8, Seed: 2, Kinds: []predict.Kind{kind}})
		for _, q := range s.Questions {
			for _, line := range q.Solution()[1:] {
				if strings.HasPrefix(line[min(3, len(line)):], "It may come of") {
					t.Errorf("%s\n%s", q.Text, line)
				}
			}
		}
	}
}
