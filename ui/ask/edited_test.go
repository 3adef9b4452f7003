package ask

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestAnEditedScene asks the three questions of a scene and of its cure, and plays what broke the one on the other.
func TestAnEditedScene(t *testing.T) {
	t.Parallel()
	_, text, err := presets.Source("if-instead-of-a-loop")
	if err != nil {
		t.Fatal(err)
	}
	old := scenetest.Parse(t, text)
	cured := scenetest.Parse(t, strings.Replace(text, "if len(work) == 0", "for len(work) == 0", 1))
	ctx := context.Background()
	for q, length := range [Questions]int{4, 2, 15} {
		before, err := Question(q).Of(ctx, old)
		if err != nil || before.Answer != explore.Fails || before.Length != length {
			t.Errorf("question %d: %v, %v after %d", q, err, before.Answer, before.Length)
		}
		after, err := Question(q).Of(ctx, cured)
		if err != nil || after.Answer != explore.Holds {
			t.Errorf("question %d of the cure: %v, %v", q, err, after.Answer)
		}
		if told, err := Replay(ctx, &before, old); told != "c1 takes from work, which is empty" || err != nil {
			t.Errorf("question %d: on the old text it %s, %v", q, told, err)
		}
		told, err := Replay(ctx, &before, cured)
		if err != nil || strings.Contains(told, "takes from work") || !strings.HasPrefix(told, "c1 ") {
			t.Errorf("question %d: on the cure it %s, %v", q, told, err)
		}
		if Question(q) == AsSaid &&
			(told != "c1 waits for notEmpty and leaves m" || before.Runs(9) != "c1 p1 c2 c1") {
			t.Errorf("%s: %s", before.Runs(9), told)
		}
	}
}

// TestASchedulePlayedElsewhere tells how far a schedule can be gone on a text that it was not found on.
func TestASchedulePlayedElsewhere(t *testing.T) {
	t.Parallel()
	_, text, err := presets.Source("if-instead-of-a-loop")
	if err != nil {
		t.Fatal(err)
	}
	v, err := AsSaid.Of(context.Background(), scenetest.Parse(t, text))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ from, to, want string }{
		{"	spawn(producer)\n", "", "cannot be followed beyond pass 1: "},
		{"	spawn(producer)\n	spawn(consumer)", "	spawn(producer)", "cannot be followed beyond pass 2: "},
		{"		lock(m)\n		if len", "		take(work)\n		lock(m)\n		if len", "ends in pass 1: "},
	} {
		changed := strings.Replace(text, c.from, c.to, 1)
		told, err := Replay(context.Background(), &v, scenetest.Parse(t, changed))
		if err != nil || !strings.HasPrefix(told, c.want) {
			t.Errorf("without %q it %q, %v", c.from, told, err)
		}
	}
}
