package effort

import (
	"slices"
	"testing"
)

// TestDrawn: the ends stay, nothing is drawn twice or out of its order, and the draw is the same each time.
func TestDrawn(t *testing.T) {
	all := make([]int, 100)
	for i := range all {
		all[i] = i
	}
	for n := 2; n <= len(all); n++ {
		some := drawn("a test", all, n)
		if len(some) != n || some[0] != 0 || some[n-1] != 99 {
			t.Fatalf("%d drawn: %v", n, some)
		}
		if distinct := slices.Compact(slices.Clone(some)); len(distinct) != n || !slices.IsSorted(some) {
			t.Errorf("%d drawn: %v", n, some)
		}
		if again := drawn("a test", all, n); !slices.Equal(some, again) {
			t.Errorf("%d drawn: %v, and then %v", n, some, again)
		}
	}
	if slices.Equal(drawn("a test", all, 20), drawn("another", all, 20)) {
		t.Error("two tests draw the same cases")
	}
	if one := drawn("a test", all, 1); !slices.Equal(one, []int{0}) {
		t.Errorf("one drawn: %v", one)
	}
}

// TestTheSwitch: whoever asks for everything gets it, and nobody else.
func TestTheSwitch(t *testing.T) {
	all := []int{1, 2, 3, 4, 5, 6, 7, 8, 9}
	t.Setenv(Switch, "1")
	if got := Some(t, all, 2, 4); len(got) != len(all) || Times(2, 4, 9) != 9 || Quick() {
		t.Errorf("%v, %d times", got, Times(2, 4, 9))
	}
	if got := Sizes(t, 20, 6, 2, 4); len(got) != 120 || got[119] != [2]int{20, 6} {
		t.Errorf("%d sizes", len(got))
	}
	t.Setenv(Switch, "")
	want := 4
	if testing.Short() {
		want = 2
	}
	if got := Some(t, all, 2, 4); len(got) != want || Times(2, 4, 9) != want || Quick() != testing.Short() {
		t.Errorf("%v, %d times", got, Times(2, 4, 9))
	}
}
