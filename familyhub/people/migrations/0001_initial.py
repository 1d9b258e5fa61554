
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import familyhub.people.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name='Family',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('status', models.CharField(default='active', max_length=12)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['active', 'deceased', 'merged', 'sealed', 'anonymised'])), name='people_person_status_known')],
            },
        ),
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('source', models.CharField(max_length=8)),
                ('kind', models.CharField(default='person', max_length=8)),
                ('born_on', models.DateField(null=True)),
                ('born_accuracy', models.CharField(default='unknown', max_length=10)),
                ('due_on', models.DateField(null=True)),
                ('sex', models.CharField(default='U', max_length=1)),
                ('died_on', models.DateField(null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Name',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('given', models.CharField(default='', max_length=120)),
                ('family', models.CharField(default='', max_length=120)),
                ('use', models.CharField(max_length=10)),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.CreateModel(
            name='Identifier',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('kind', models.CharField(max_length=10)),
                ('value', models.CharField(max_length=40)),
                ('status', models.CharField(max_length=12)),
                ('made_at', models.DateTimeField()),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.CreateModel(
            name='FamilyMember',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('role', models.CharField(max_length=12)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.family')),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.CreateModel(
            name='ContactPoint',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('kind', models.CharField(max_length=5)),
                ('value', models.CharField(max_length=254)),
                ('visibility', models.CharField(default='normal', max_length=10)),
                ('may_voice', models.CharField(default='unknown', max_length=7)),
                ('may_text', models.CharField(default='unknown', max_length=7)),
                ('may_leave_message', models.CharField(default='unknown', max_length=7)),
                ('may_write', models.CharField(default='unknown', max_length=7)),
                ('from_hour', models.SmallIntegerField(null=True)),
                ('to_hour', models.SmallIntegerField(null=True)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('kind', models.CharField(default='home', max_length=14)),
                ('line1', models.CharField(default='', max_length=200)),
                ('line2', models.CharField(default='', max_length=200)),
                ('town', models.CharField(default='', max_length=120)),
                ('postcode', models.CharField(default='', max_length=8)),
                ('lsoa', models.CharField(max_length=9, null=True)),
                ('visibility', models.CharField(default='normal', max_length=10)),
                ('safe_post', models.CharField(default='unknown', max_length=7)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.CreateModel(
            name='Relationship',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('kind', models.CharField(max_length=14)),
                ('parental_responsibility', models.CharField(default='unknown', max_length=7)),
                ('evidence', models.CharField(default='', max_length=200)),
                ('lives_with', models.CharField(default='unknown', max_length=7)),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField(null=True)),
                ('from_record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
                ('to_record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.CreateModel(
            name='SafeContact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('known', models.CharField(default='unknown', max_length=7)),
                ('words', models.TextField(default='')),
                ('forbids', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), default=list, size=None)),
                ('set_at', models.DateTimeField()),
                ('set_by', models.UUIDField(null=True)),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.CreateModel(
            name='SearchKey',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('person', models.UUIDField()),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('names', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['keys'], name='people_searchkey_keys'), models.Index(fields=['person'], name='people_searchkey_person'), models.Index(fields=['fence'], name='people_searchkey_fence')],
            },
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', True), ('kind', 'person')), models.Q(('born_on__isnull', True), ('due_on__isnull', False), ('kind', 'unborn')), _connector='OR'), name='people_record_born_or_due'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'person'), ('sex', 'U'), _connector='OR'), name='people_record_unborn_sex_unknown'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('born_accuracy', 'unknown'), ('born_on__isnull', True)), models.Q(('born_accuracy__in', ['exact', 'estimated']), ('born_on__isnull', False)), _connector='OR'), name='people_record_accuracy_of_a_date'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.CheckConstraint(condition=models.Q(('died_on__isnull', True), ('born_on__isnull', True), ('died_on__gte', models.F('born_on')), _connector='OR'), name='people_record_died_after_birth'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.CheckConstraint(condition=models.Q(('sex__in', ['F', 'M', 'I', 'U'])), name='people_record_sex_known_code'),
        ),
        migrations.AddConstraint(
            model_name='name',
            constraint=models.CheckConstraint(condition=models.Q(('family', ''), ('given', ''), _negated=True), name='people_name_says_something'),
        ),
        migrations.AddConstraint(
            model_name='name',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_from__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='people_name_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='identifier',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'nhs'), ('status', 'verified')), fields=('value',), name='people_identifier_verified_nhs_once'),
        ),
        migrations.AddConstraint(
            model_name='identifier',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'nhs'), _negated=True), ('value__regex', '^[0-9]{10}$'), _connector='OR'), name='people_identifier_nhs_ten_digits'),
        ),
        migrations.AddConstraint(
            model_name='familymember',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='people_familymember_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='contactpoint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('from_hour__isnull', True), ('to_hour__isnull', True)), models.Q(('from_hour__gte', 0), ('from_hour__lt', models.F('to_hour')), ('to_hour__lte', 24)), _connector='OR'), name='people_contactpoint_hours_of_a_day'),
        ),
        migrations.AddIndex(
            model_name='address',
            index=models.Index(fields=['record', '-valid_from'], name='people_address_of_latest'),
        ),
        migrations.AddConstraint(
            model_name='address',
            constraint=models.CheckConstraint(condition=models.Q(('visibility__in', ['normal', 'restricted', 'refuge'])), name='people_address_visibility_known'),
        ),
        migrations.AddConstraint(
            model_name='address',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='people_address_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='relationship',
            constraint=models.CheckConstraint(condition=models.Q(('from_record', models.F('to_record')), _negated=True), name='people_relationship_of_two_people'),
        ),
        migrations.AddConstraint(
            model_name='relationship',
            constraint=models.CheckConstraint(condition=models.Q(('evidence', ''), ('parental_responsibility', 'yes'), _negated=True), name='people_relationship_responsibility_has_evidence'),
        ),
        migrations.AddIndex(
            model_name='safecontact',
            index=models.Index(fields=['record', '-set_at'], name='people_safecontact_newest'),
        ),
    ]
