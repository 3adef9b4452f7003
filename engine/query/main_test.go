package query_test

import (
	"os"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
)

func TestMain(m *testing.M) { os.Exit(effort.Run(m)) }
