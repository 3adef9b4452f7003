package golang_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/export/golang"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestRandomPrograms: whatever is a scene, is refused by the names of its constructs or is a program that Go takes. The
// scenes are those of the shelf with lines left out, doubled, moved and taken from elsewhere.
func TestRandomPrograms(t *testing.T) {
	t.Parallel()
	c := newChecker()
	draw := rand.New(rand.NewPCG(11, 0))
	var texts []string
	for _, e := range scenetest.Shelf() {
		texts = append(texts, scenetest.Text(t, e.Name))
	}
	for _, text := range oddScenes() {
		texts = append(texts, text)
	}
	slices.Sort(texts)
	scenes, programs := 0, 0
	for range effort.Times(60, 150, 3000) {
		text := changed(draw, texts)
		s, err := export.Open("random.scene", text)
		if err != nil {
			continue
		}
		scenes++
		for _, controlled := range []bool{false, true} {
			p, err := golang.Export(s, controlled)
			var refused *export.Refused
			switch {
			case errors.As(err, &refused):
			case err != nil:
				t.Errorf("controlled %t: %v\n%s", controlled, err, text)
			default:
				programs++
				if err := c.check("random", p.Text); err != nil {
					t.Errorf("controlled %t: %v\n%s\n\n%s", controlled, err, text, scenePart(p.Text))
				}
			}
		}
	}
	if scenes < 5 || programs < 5 {
		t.Errorf("only %d scenes and %d programs", scenes, programs)
	}
}

// TestAParameterDeclaredAnew: in a scene a function's variables may have the names of its parameters, of another type
// too; in Go they may not, but in a block of their own.
func TestAParameterDeclaredAnew(t *testing.T) {
	t.Parallel()
	s, err := export.Open("anew.scene", `// A parameter is declared anew.
package anew
var m mutex
var n int
func f(k int, b bool) int { k := k + 1; var b = 2; lock(m); n = k + b; unlock(m); return n }
func g() { k := f(1, true); lock(m); n = k; unlock(m) }
func main() { spawn(g); finally("n", n == 4) }
`)
	if err != nil {
		t.Fatal(err)
	}
	c := newChecker()
	for _, controlled := range []bool{false, true} {
		p, err := golang.Export(s, controlled)
		if err == nil {
			err = c.check("anew", p.Text)
		}
		if err != nil {
			t.Errorf("controlled %t: %v", controlled, err)
		}
	}
}

// changed draws a scene and changes a few of its lines.
func changed(draw *rand.Rand, texts []string) string {
	lines := strings.Split(texts[draw.IntN(len(texts))], "\n")
	for range 1 + draw.IntN(3) {
		i, j := draw.IntN(len(lines)), draw.IntN(len(lines))
		switch draw.IntN(4) {
		case 0:
			lines = slices.Delete(lines, i, i+1)
		case 1:
			lines = slices.Insert(lines, i, lines[j])
		case 2:
			lines[i], lines[j] = lines[j], lines[i]
		case 3:
			other := strings.Split(texts[draw.IntN(len(texts))], "\n")
			lines[i] = other[draw.IntN(len(other))]
		}
	}
	return strings.Join(lines, "\n")
}
