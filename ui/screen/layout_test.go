package screen

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		total, gap int
		parts      []Part
		want       []int
	}{
		{120, 1, []Part{Fixed(19), Flex(3), Fixed(39)}, []int{19, 60, 39}},
		{10, 0, []Part{Flex(1), Flex(1), Flex(1)}, []int{4, 3, 3}},
		{10, 0, []Part{AtLeast(4, 1), Flex(1)}, []int{7, 3}},
		{20, 0, []Part{Between(2, 5, 1), Flex(1)}, []int{5, 15}},
		{20, 0, []Part{Fixed(4), Fixed(5)}, []int{4, 5}},
		{6, 1, []Part{Fixed(4), Fixed(5), Flex(1)}, []int{4, 0, 0}},
		{1, 3, []Part{Fixed(4), Flex(1)}, []int{0, 0}},
		{0, 0, []Part{Fixed(4)}, []int{0}},
		{-5, -1, []Part{Flex(1)}, []int{0}},
		{7, 0, nil, []int{}},
		{9, 0, []Part{Flex(2), Between(0, 1, 5), Flex(1)}, []int{6, 1, 2}},
	} {
		if got := Split(c.total, c.gap, c.parts...); !slices.Equal(got, c.want) {
			t.Errorf("Split(%d, %d, %v) = %v, want %v", c.total, c.gap, c.parts, got, c.want)
		}
	}
}

// TestSplitLaws: parts lie side by side inside the whole, respect their limits, and use all room
// when one can grow.
func TestSplitLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		small := rapid.IntRange(-2, 12)
		r := R(small.Draw(t, "x"), small.Draw(t, "y"), rapid.IntRange(-3, 60).Draw(t, "w"), 3)
		gap := rapid.IntRange(0, 2).Draw(t, "gap")
		var parts []Part
		grows := false
		for range rapid.IntRange(0, 5).Draw(t, "parts") {
			p := Part{Min: small.Draw(t, "min"), Max: small.Draw(t, "max"), Grow: small.Draw(t, "grow")}
			parts = append(parts, p)
			grows = grows || p.Grow > 0 && p.Max <= 0
		}
		at, end := r.X, r.X+max(r.W, 0)
		for i, c := range r.Columns(gap, parts...) {
			if c.W < 0 || c.Y != r.Y || c.H != r.H || c.X < min(at, end) || c.Right() > end {
				t.Fatalf("part %d of %v is %v", i, r, c)
			}
			if p := parts[i]; p.Max > 0 && c.W > max(p.Max, p.Min) {
				t.Fatalf("part %d, %+v, got %d cells", i, p, c.W)
			}
			at = c.Right() + gap
		}
		if room := max(r.W, 0) - gap*(len(parts)-1); grows && room >= 0 && at-gap != end {
			t.Fatalf("%d cells are unused by %+v", end-at+gap, parts)
		}
		rows := R(r.Y, r.X, r.H, r.W).Rows(gap, parts...)
		for i, c := range r.Columns(gap, parts...) {
			if o := rows[i]; o.Y != c.X || o.H != c.W || o.X != c.Y || o.W != c.H {
				t.Fatalf("rows and columns differ: %v and %v", o, c)
			}
		}
	})
}

func TestRect(t *testing.T) {
	r := R(2, 3, 10, 4)
	if r.Right() != 12 || r.Bottom() != 7 || !r.Contains(11, 6) || r.Contains(12, 6) || r.Contains(2, 2) {
		t.Error("the edges of a rectangle are wrong")
	}
	if got := r.Intersect(R(5, 0, 20, 5)); got != R(5, 3, 7, 2) {
		t.Errorf("Intersect gives %v", got)
	}
	if got := r.Intersect(R(12, 3, 5, 5)); got != (Rect{}) {
		t.Errorf("rectangles side by side intersect in %v", got)
	}
	if got := r.Inset(3); !got.Empty() || got.W != 4 || got.H != 0 {
		t.Errorf("Inset gives %v", got)
	}
	if got := r.Trim(1, 2, 0, 3); got != R(5, 4, 5, 3) {
		t.Errorf("Trim gives %v", got)
	}
	if got := r.Centre(4, 2); got != R(5, 4, 4, 2) {
		t.Errorf("Centre gives %v", got)
	}
	if got := r.Centre(99, -1); got != R(2, 5, 10, 0) {
		t.Errorf("Centre of too much gives %v", got)
	}
}
