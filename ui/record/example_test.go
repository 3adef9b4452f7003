package record_test

import (
	"fmt"
	"os"
	"time"

	"github.com/quartet-os/quartet/ui/record"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Frames go to a writer one by one; which writer decides the form.
func Example() {
	about := record.About{Title: "A clock", Text: "A clock that ticks twice.", W: 12, H: 3, Theme: theme.Default()}
	w := record.NewText(os.Stdout, &about)
	for second := range 3 {
		grid := screen.New(about.W, about.H)
		c := grid.Canvas()
		c.Box(grid.Bounds(), theme.Line.Plain())
		c.Text(2, 1, fmt.Sprintf("tick %d", second), theme.Text.Plain())
		frame := record.Frame{At: time.Duration(second) * time.Second, Grid: grid, Theme: &about.Theme}
		if err := w.Frame(&frame); err != nil {
			fmt.Println(err)
			return
		}
	}
	if err := w.Close(4 * time.Second); err != nil {
		fmt.Println(err)
	}
	// Output:
	// ╭──────────╮
	// │ tick 2   │
	// ╰──────────╯
}
