import { useSuspenseQuery } from "@tanstack/react-query";
import { type ContractItem, contractItemQuery } from "../../api/catalogues";
import { useSession } from "../../api/session";
import { cataloguesText } from "../../text/catalogues";
import { shared } from "../../text/shared";
import { taxesText } from "../../text/taxes";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Alert } from "../../ui/Alert";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { List } from "../../ui/List";
import { PageHeader } from "../../ui/PageHeader";
import { useFormat } from "../../ui/words";
import { BasketButton } from "../BasketButton";
import { customersOf } from "../customers";
import { ButtonLink, TextLink } from "../links";
import { useTaxInShort } from "../Taxes";
import "./FrameworkPage.css";
import "./ItemPage.css";
import { itemRoute } from "./routes";

/** All that is known of an item of a contract. */
export function ItemPage() {
  const text = useText(cataloguesText);
  const { navigation } = useText(shared);
  const language = useLanguage();
  const format = useFormat();
  const buyer = customersOf(useSession()).find(({ buys }) => buys);
  const { id, itemId } = itemRoute.useParams();
  const { data: item } = useSuspenseQuery(contractItemQuery(id, itemId));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/frameworks">{navigation.frameworks}</TextLink>
            <TextLink to="/frameworks/$id" params={{ id }}>
              {item.framework.name}
            </TextLink>
          </Breadcrumb>
        }
        title={item.name}
        lead={text.perUnit(format.price(item.price), unitName(item.unit, 1, language))}
      />
      {item.retired && (
        <Alert tone="warning" title={text.retiredTitle}>
          {item.successor && <Other contract={id} item={item.successor} />}
        </Alert>
      )}
      {buyer && !item.retired && (
        <ButtonRow>
          <BasketButton memberId={buyer.id} item={{ id: itemId, name: item.name }} quantity="1" />
          <ButtonLink to="/marketplace/$frameworkId" params={{ frameworkId: id }} search={{ item: itemId }}>
            {text.order}
          </ButtonLink>
        </ButtonRow>
      )}
      <p className="kern-body ui-text">{item.description}</p>
      <Media item={item} contract={id} />
      <div className="framework-top">
        <Card title={text.facts}>
          <Facts item={item} />
        </Card>
        <Related item={item} contract={id} />
      </div>
    </div>
  );
}

function Facts(props: { item: ContractItem }) {
  const { item } = props;
  const taxes = useText(taxesText);
  const inShort = useTaxInShort();
  const text = useText(cataloguesText);
  const format = useFormat();
  const language = useLanguage();
  const unit = (quantity: string) => format.quantity(quantity, unitName(item.unit, quantity, language));
  return (
    <DescriptionList
      facts={[
        [text.supplier, item.supplier.name],
        [text.articleNumber, item.number],
        [text.fields.price, item.priceFrom && text.priceSince(format.date(item.priceFrom))],
        [taxes.column, inShort(item.tax)],
        [taxes.unitGross, item.gross && format.money(item.gross)],
        [
          text.fields.tiers,
          item.tiers.map(({ from, price }) => `${text.from(unit(from))} ${format.price(price)}`).join(" · "),
        ],
        [text.fields.manufacturer, item.manufacturer],
        [text.fields.manufacturerNumber, item.manufacturerNumber],
        [text.fields.gtin, item.gtin],
        [text.fields.cpv, item.cpv],
        [text.fields.deliveryDays, item.deliveryDays !== undefined && text.days(item.deliveryDays)],
        [text.fields.labels, item.labels.join(", ")],
        [text.fields.securityProfile, item.securityProfile],
        [text.fields.endOfLife, item.endOfLife && format.date(item.endOfLife)],
        ...item.attributes.map(
          ({ name, value, unit }) =>
            [name, unit ? `${value} ${unitName(unit, value, language)}` : value] as const,
        ),
      ]}
    />
  );
}

function Media(props: { item: ContractItem; contract: string }) {
  const { item, contract } = props;
  const text = useText(cataloguesText);
  const images = item.images.filter(({ id }) => id);
  return (
    <>
      {images.length > 0 && (
        <ul className="item-images" aria-label={text.images}>
          {images.map(({ id, source, title }) => (
            <li key={id}>
              <img
                src={`/api/v1/frameworks/${contract}/media/${id}`}
                alt={title || `${item.name}: ${source}`}
              />
            </li>
          ))}
        </ul>
      )}
      {item.documents.length > 0 && (
        <section aria-label={text.documents}>
          <List>
            {item.documents.map(({ id, source, title }) => (
              <li key={source}>
                {id ? (
                  <a className="kern-link" href={`/api/v1/frameworks/${contract}/media/${id}`} download>
                    {title || source}
                  </a>
                ) : (
                  `${title || source} (${text.notStored})`
                )}
              </li>
            ))}
          </List>
        </section>
      )}
    </>
  );
}

function Related(props: { item: ContractItem; contract: string }) {
  const { item, contract } = props;
  const text = useText(cataloguesText);
  const groups = [
    [text.fields.parts, item.parts],
    [text.fields.accessories, item.accessories],
    [text.fields.variants, item.variants],
    [text.fields.successor, item.successor ? [item.successor] : []],
  ] as const;
  if (groups.every(([, others]) => others.length === 0)) return null;
  return (
    <Card title={text.related}>
      <DescriptionList
        facts={groups.map(([term, others]) => [
          term,
          others.length > 0 && (
            <List key={term}>
              {others.map((other) => (
                <li key={other.number}>
                  {"quantity" in other && `${String(other.quantity)} × `}
                  <Other contract={contract} item={other} />
                </li>
              ))}
            </List>
          ),
        ])}
      />
    </Card>
  );
}

/** Another article of the contract, by its name or, where the contract has none, its number. */
function Other(props: { contract: string; item: { number: string; id?: string; name?: string } }) {
  const { contract, item } = props;
  if (!item.id) return item.number;
  return (
    <TextLink to="/frameworks/$id/items/$itemId" params={{ id: contract, itemId: item.id }}>
      {item.name ?? item.number}
    </TextLink>
  );
}
