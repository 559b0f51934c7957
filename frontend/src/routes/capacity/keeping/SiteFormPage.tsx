import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useFieldArray } from "react-hook-form";
import { useAct } from "../../../api/act";
import { addSite, type CapacitySite, changeSite, sitesQuery } from "../../../api/capacity-keeping";
import { Problem } from "../../../api/problem";
import { capacityText } from "../../../text/capacity";
import { keepingText } from "../../../text/capacityKeeping";
import { refusalOf } from "../../../text/problems";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { DateField } from "../../../ui/DateField";
import { FieldRow, Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { notify } from "../../../ui/notify";
import { PageHeader } from "../../../ui/PageHeader";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import { ButtonLink, TextLink } from "../../links";
import { siteRoute } from "../routes";

interface SiteValues {
  name: string;
  address: string;
  rooms: { name: string; class: string }[];
  certificates: { name: string; validTo: string }[];
}

/** A new data center. */
export function NewSitePage() {
  return <SitePage />;
}

/** A data center that is said other things of. */
export function ChangeSitePage() {
  const { id } = siteRoute.useParams();
  const { data } = useSuspenseQuery(sitesQuery);
  const site = data.items.find((one) => one.id === id);
  if (!site) throw new Problem({ type: "about:blank", title: "", status: 404, code: "object.not-found" });
  return <SitePage site={site} />;
}

function SitePage(props: { site?: CapacitySite }) {
  const { site } = props;
  const text = useText(keepingText);
  const { title } = useText(capacityText);
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{title}</TextLink>
            <TextLink to="/capacity/sites">{text.sites}</TextLink>
          </Breadcrumb>
        }
        title={site ? text.changeSite : text.addSite}
        lead={site?.name}
      />
      <SiteForm site={site} />
    </div>
  );
}

function SiteForm(props: { site: CapacitySite | undefined }) {
  const { site } = props;
  const text = useText(keepingText);
  const { common } = useText(shared);
  const navigate = useNavigate();
  const add = useAct(addSite);
  const change = useAct(changeSite);
  const form = useFields<SiteValues>({
    name: site?.name ?? "",
    address: site?.address ?? "",
    rooms: site?.rooms.map((room) => ({ name: room.name, class: String(room.class) })) ?? [
      { name: "", class: "" },
    ],
    certificates: site?.certificates.map(({ name, validTo }) => ({ name, validTo })) ?? [],
  });
  const store = (values: SiteValues) => {
    const input = {
      name: values.name.trim(),
      address: values.address.trim(),
      rooms: values.rooms.map((room) => ({ name: room.name.trim(), class: Number(room.class) })),
      certificates: values.certificates.map(({ name, validTo }) => ({ name: name.trim(), validTo })),
    };
    return site
      ? change.mutateAsync({ id: site.id, version: site.version, site: input })
      : add.mutateAsync(input);
  };
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const refusal = await refusalOf(store(values));
        if (refusal) return refusal;
        notify("success", site ? text.siteChanged : text.siteAdded);
        void navigate({ to: "/capacity/sites" });
        return undefined;
      }}
    >
      <TextField {...form.text("name", text.name, { least: 3 })} maxLength={100} />
      <TextField {...form.text("address", text.address, { least: 3 })} maxLength={300} />
      <Rooms form={form} kept={site?.rooms.length ?? 0} />
      <Certificates form={form} />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {common.save}
        </Button>
        <ButtonLink to="/capacity/sites">{common.cancel}</ButtonLink>
      </ButtonRow>
    </Form>
  );
}

type SiteFields = ReturnType<typeof useFields<SiteValues>>;

/** The rooms; the first `kept` of them are named by pools and stay. */
function Rooms(props: { form: SiteFields; kept: number }) {
  const { form, kept } = props;
  const text = useText(keepingText);
  const rooms = useFieldArray({ control: form.hook.control, name: "rooms" });
  const classes = text.classes.map((label, index) => ({ value: String(index + 1), label }));
  return (
    <Card title={text.rooms} surface>
      {kept > 0 && <p className="kern-body ui-text">{text.roomsStay}</p>}
      {rooms.fields.map((entry, index) => (
        <FieldRow key={entry.id}>
          {index >= kept && (
            <TextField {...form.text(`rooms.${index}.name`, text.roomNumber(index + 1))} maxLength={100} />
          )}
          <Select
            {...form.choice(
              `rooms.${index}.class`,
              text.classOf(index < kept ? entry.name : text.roomNumber(index + 1)),
            )}
            choices={classes}
          />
          {index >= kept && rooms.fields.length > 1 && (
            <Button variant="tertiary" icon="close" onClick={() => rooms.remove(index)}>
              {text.removeRoom(index + 1)}
            </Button>
          )}
        </FieldRow>
      ))}
      <ButtonRow>
        <Button variant="tertiary" icon="add" onClick={() => rooms.append({ name: "", class: "" })}>
          {text.addRoom}
        </Button>
      </ButtonRow>
    </Card>
  );
}

function Certificates(props: { form: SiteFields }) {
  const { form } = props;
  const text = useText(keepingText);
  const certificates = useFieldArray({ control: form.hook.control, name: "certificates" });
  return (
    <Card title={text.certificates} surface>
      {certificates.fields.length === 0 && <p className="kern-body">{text.noCertificates}</p>}
      {certificates.fields.map((entry, index) => (
        <FieldRow key={entry.id}>
          <TextField
            {...form.text(`certificates.${index}.name`, text.certificateNumber(index + 1), { least: 2 })}
            maxLength={100}
          />
          <DateField {...form.date(`certificates.${index}.validTo`, text.validToNumber(index + 1))} />
          <Button variant="tertiary" icon="close" onClick={() => certificates.remove(index)}>
            {text.removeCertificate(index + 1)}
          </Button>
        </FieldRow>
      ))}
      <ButtonRow>
        <Button variant="tertiary" icon="add" onClick={() => certificates.append({ name: "", validTo: "" })}>
          {text.addCertificate}
        </Button>
      </ButtonRow>
    </Card>
  );
}
