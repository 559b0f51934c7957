import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { useMay } from "../../api/session";
import { checkSupplier, type SupplierFile, setSupplierProfile, supplierQuery } from "../../api/suppliers";
import { shared } from "../../text/shared";
import { suppliersText } from "../../text/suppliers";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../ui/Button";
import { Card, CardGrid } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { Dialog } from "../../ui/Dialog";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { useFormat } from "../../ui/words";
import { ActForm } from "../ActForm";
import { TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { ReasonDialog } from "../ReasonDialog";
import { StandingOfSupplier } from "../StandingOfSupplier";
import { Bans } from "./Bans";
import { Certificates } from "./Certificates";
import { Declarations } from "./Declarations";
import { Findings } from "./Findings";
import { People } from "./People";
import { blankProfile, ProfileFields, type ProfileValues, trimmed } from "./ProfileFields";

/** A supplier: what it says of itself, who checked it, its bans and its people. */
export function SupplierView(props: { id: string; own?: boolean }) {
  const { id, own } = props;
  const text = useText(suppliersText);
  const { data: file } = useSuspenseQuery(supplierQuery(id));
  return (
    <div className="ui-page">
      <PageHeader
        {...(!own && {
          breadcrumb: (
            <Breadcrumb>
              <TextLink to="/suppliers">{text.title}</TextLink>
            </Breadcrumb>
          ),
        })}
        title={own ? text.own : file.name}
        badge={<StandingOfSupplier standing={file.standing} />}
        {...(own && { lead: file.name })}
      />
      <CardGrid>
        <ProfileCard file={file} />
        <CheckCard file={file} />
      </CardGrid>
      <Declarations file={file} />
      <Certificates file={file} />
      <Findings file={file} />
      <Bans file={file} />
      <People file={file} />
      <ObjectHistory objectType="supplier" objectId={file.id} />
    </div>
  );
}

function ProfileCard(props: { file: SupplierFile }) {
  const { file } = props;
  const text = useText(suppliersText).profile;
  const format = useFormat();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const { profile } = file;
  return (
    <Card title={text.title}>
      {profile ? (
        <>
          <DescriptionList
            facts={[
              [text.street, `${profile.street}, ${profile.postcode} ${profile.city}, ${profile.country}`],
              [text.register, profile.register],
              [text.vatId, profile.vatId],
              [text.nuts, profile.nuts],
              [text.email, profile.email],
              [text.phone, profile.phone],
              [
                text.size,
                profile.size ? text.sizes[profile.size as keyof typeof text.sizes] : text.sizeUnknown,
              ],
            ]}
          />
          <p className="kern-body kern-body--small kern-body--muted">
            {text.changed(format.instant(profile.changedAt), profile.changedBy?.name)}
          </p>
        </>
      ) : (
        <p className="kern-body">{text.none}</p>
      )}
      {may("supplier.set-profile") && (
        <div>
          <Button small icon="edit" onClick={() => setOpen(true)}>
            {text.change}
          </Button>
        </div>
      )}
      <Dialog open={open} title={text.change} onClose={() => setOpen(false)}>
        <ProfileForm file={file} onClose={() => setOpen(false)} />
      </Dialog>
    </Card>
  );
}

function ProfileForm(props: { file: SupplierFile; onClose: () => void }) {
  const { file, onClose } = props;
  const text = useText(suppliersText).profile;
  const { common } = useText(shared);
  const act = useAct(setSupplierProfile);
  const form = useFields<ProfileValues>({ ...blankProfile, ...file.profile });
  return (
    <ActForm
      form={form}
      act={common.save}
      onAct={(values) => act.mutateAsync({ id: file.id, version: file.version, profile: trimmed(values) })}
      done={text.done}
      onClose={onClose}
    >
      <p className="kern-body">{text.hint}</p>
      <ProfileFields form={form} />
    </ActForm>
  );
}

function CheckCard(props: { file: SupplierFile }) {
  const { file } = props;
  const text = useText(suppliersText).check;
  const format = useFormat();
  const may = useMay();
  const act = useAct(checkSupplier);
  const [outcome, setOutcome] = useState<"verified" | "refused">();
  const { check, profile } = file;
  const mine = profile?.mine ? text.mine : undefined;
  return (
    <Card title={text.title}>
      {!check && <p className="kern-body">{text.none}</p>}
      {check && (
        <DescriptionList
          facts={[
            [text[check.outcome], check.reason],
            [text.title, text.when(format.instant(check.at), check.by?.name)],
          ]}
        />
      )}
      {check && file.waits && <p className="kern-body">{text.earlier}</p>}
      {may("supplier.verify") && file.waits && (
        <ButtonRow>
          <Button small disabledReason={mine} onClick={() => setOutcome("verified")}>
            {text.verify}
          </Button>
          <Button small disabledReason={mine} onClick={() => setOutcome("refused")}>
            {text.refuse}
          </Button>
        </ButtonRow>
      )}
      <ReasonDialog
        open={outcome !== undefined}
        title={outcome === "refused" ? text.refuseTitle : text.verifyTitle}
        hint={text.hint}
        act={outcome === "refused" ? text.refuse : text.verify}
        onAct={async (reason) => {
          if (!outcome) return;
          await act.mutateAsync({ id: file.id, version: file.version, outcome, reason });
          notify("success", text.done);
        }}
        onClose={() => setOutcome(undefined)}
      />
    </Card>
  );
}
