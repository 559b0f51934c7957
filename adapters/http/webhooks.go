package http

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/hook"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// webhooks answers for where people's programs are called.
type webhooks struct{ hooks driving.Webhooks }

func ofWebhooks(in guarded, c Config) {
	h := webhooks{c.Webhooks}
	in.GET("/webhooks", tells(c.Webhooks, driving.Webhooks.Webhooks))
	in.POST("/webhooks", h.make)
	in.PUT("/webhooks/:id", h.change)
	in.POST("/webhooks/:id/pause", acts(c.Webhooks, driving.Webhooks.PauseWebhook))
	in.POST("/webhooks/:id/resume", acts(c.Webhooks, driving.Webhooks.ResumeWebhook))
	in.POST("/webhooks/:id/rotate", acts(c.Webhooks, driving.Webhooks.RotateWebhook))
	in.POST("/webhooks/:id/end", acts(c.Webhooks, driving.Webhooks.EndWebhook))
	in.GET("/webhooks/:id/calls", showsPageOf(c.Webhooks, driving.Webhooks.WebhookCalls))
	in.POST("/webhooks/:id/calls", h.test)
	in.POST("/webhooks/:id/calls/:callId/repeat", h.repeat)
}

type webhookBody struct {
	Name    string   `json:"name" validate:"required,max=60"`
	Address string   `json:"address" validate:"required,max=500"`
	Objects []string `json:"objects" validate:"required,min=1,max=50,dive,max=40"`
}

// make takes no Idempotency-Key: the kept answer would hold the secret.
func (h webhooks) make(c echo.Context) error {
	body, err := decode[webhookBody](c)
	if err != nil {
		return err
	}
	made, err := h.hooks.MakeWebhook(c.Request().Context(), actor(c), hook.Text(body))
	if err != nil {
		return err
	}
	return written(c, http.StatusCreated, made.Version, made)
}

func (h webhooks) change(c echo.Context) error {
	body, err := decode[webhookBody](c)
	if err != nil {
		return err
	}
	return changed(c, func(which hook.ID, version int) (view.Webhook, error) {
		return h.hooks.ChangeWebhook(c.Request().Context(), actor(c), which, version, hook.Text(body))
	})
}

func (h webhooks) test(c echo.Context) error {
	which, err := pathID[hook.Webhook](c, "id")
	if err != nil {
		return err
	}
	call, err := h.hooks.TestWebhook(c.Request().Context(), actor(c), which)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, call)
}

func (h webhooks) repeat(c echo.Context) error {
	which, err := pathID[hook.Webhook](c, "id")
	if err != nil {
		return err
	}
	call, err := pathID[view.WebhookCall](c, "callId")
	if err != nil {
		return err
	}
	repeated, err := h.hooks.RepeatCall(c.Request().Context(), actor(c), which, call)
	if err != nil {
		return err
	}
	return shown(c, repeated)
}
