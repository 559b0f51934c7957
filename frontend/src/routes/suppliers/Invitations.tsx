import { useState } from "react";
import { useAct } from "../../api/act";
import { useMay } from "../../api/session";
import { inviteColleague, renewInvitation, type SupplierFile, withdrawInvitation } from "../../api/suppliers";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { suppliersText } from "../../text/suppliers";
import { useLanguage, useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { List } from "../../ui/List";
import { notify } from "../../ui/notify";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";

type Invitation = SupplierFile["invitations"][number];

/** Who was invited to act for a supplier and has not answered; and where one invites. */
export function Invitations(props: { file: SupplierFile }) {
  const { file } = props;
  const text = useText(suppliersText).people;
  const format = useFormat();
  const may = useMay()("supplier.keep-people");
  const [open, setOpen] = useState(false);
  const [again, setAgain] = useState<Invitation>();
  const [chosen, setChosen] = useState<Invitation>();
  const renew = useAct(renewInvitation);
  const withdraw = useAct(withdrawInvitation);
  const of = (invitation: Invitation) => ({
    id: file.id,
    version: file.version,
    invitationId: invitation.id,
  });
  return (
    <>
      {file.invitations.length > 0 && (
        <>
          <h3 className="kern-heading-small">{text.invited}</h3>
          <List>
            {file.invitations.map((one) => (
              <li key={one.id}>
                {one.name} ({one.email}),{" "}
                {text.waits(one.by?.name ?? text.cooperative, format.instant(one.lapsesAt))}
                {may && (
                  <ButtonRow>
                    <Button small onClick={() => setAgain(one)}>
                      {text.renew(one.name)}
                    </Button>
                    <Button small onClick={() => setChosen(one)}>
                      {text.withdraw(one.name)}
                    </Button>
                  </ButtonRow>
                )}
              </li>
            ))}
          </List>
        </>
      )}
      {may && (
        <div>
          <Button small onClick={() => setOpen(true)}>
            {text.invite}
          </Button>
        </div>
      )}
      <Dialog open={open} title={text.invite} onClose={() => setOpen(false)}>
        <InviteForm file={file} onClose={() => setOpen(false)} />
      </Dialog>
      <ConfirmDialog
        open={again !== undefined}
        title={text.renewTitle}
        act={text.renewAct}
        onAct={async () => {
          if (!again) return;
          await renew.mutateAsync(of(again));
          notify("success", text.renewed(again.email));
        }}
        onClose={() => setAgain(undefined)}
      >
        <p className="kern-body">{again && text.renewHint(again.email)}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={chosen !== undefined}
        title={text.withdrawTitle}
        act={text.withdrawAct}
        onAct={async () => {
          if (!chosen) return;
          await withdraw.mutateAsync(of(chosen));
          notify("success", text.withdrawn);
        }}
        onClose={() => setChosen(undefined)}
      >
        <p className="kern-body">{chosen && text.withdrawHint(chosen.name)}</p>
      </ConfirmDialog>
    </>
  );
}

function InviteForm(props: { file: SupplierFile; onClose: () => void }) {
  const { file, onClose } = props;
  const text = useText(suppliersText).people;
  const { common } = useText(shared);
  const language = useLanguage();
  const act = useAct(inviteColleague);
  const form = useFields({ name: "", email: "" });
  return (
    <Form
      form={form}
      onSubmit={async ({ name, email }) => {
        const invite = { name: name.trim(), email: email.trim(), language };
        const refusal = await refusalOf(act.mutateAsync({ id: file.id, version: file.version, invite }));
        if (refusal) return refusal;
        notify("success", text.sent(invite.email));
        onClose();
      }}
    >
      <p className="kern-body">{text.inviteHint}</p>
      <TextField {...form.text("name", text.name, { least: 2 })} maxLength={200} autoComplete="off" />
      <TextField
        {...form.text("email", text.email, { email: true })}
        type="email"
        maxLength={254}
        autoComplete="off"
      />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.send}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </ButtonRow>
    </Form>
  );
}
